import { type RawBuilder, sql } from 'kysely';
import type { Filter } from '../../scim/filter';
import { ScimError } from '../../scim/scim-error';
import { type Call, callerOf } from '../call';
import { type Query, together } from '../database/database';
import { isUnavailable } from '../database/database-errors';
import { requireScim, selectProvisioning } from './scim-transaction';

/** What a list selects. */
export interface ScimQuery<Attribute extends string> {
  readonly filter: Filter<Attribute> | undefined;
  readonly startIndex: number;
  readonly count: number;
}

/** One page of a list, and the number of all results. */
export interface ScimPage<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

// An answer has at most 4 MB. A group in it has about 170 bytes, and a member 90. A PUT has at most 26,000 members.
const MOST = { members: 30_000, groups: 20_000 } as const;
type Attribute = keyof typeof MOST;

/** A value of an attribute that many resources of an answer may have: a member of a group, or a group of a user. */
export interface RelatedValue {
  /** The id of the resource that has the value. */
  readonly owner: string;
  readonly value: string;
  readonly display: string;
}

/** A {@link RelatedValue} of a known resource. */
export type OwnValue = Pick<RelatedValue, 'value' | 'display'>;

/** Limits a query of {@link RelatedValue}, so that the database's work is limited too. */
export function limitOf(attribute: Attribute): RawBuilder<unknown> {
  return sql`limit ${sql.lit(MOST[attribute] + 1)}`;
}

/** Returns the values of each resource, by their ids. @returns undefined if there are too many for one answer. */
export function valuesByOwner(
  rows: readonly RelatedValue[],
  attribute: Attribute,
): ((id: string) => readonly OwnValue[]) | undefined {
  if (rows.length > MOST[attribute]) return undefined;
  const byOwner = new Map<string, OwnValue[]>();
  for (const { owner, value, display } of rows) {
    const own = byOwner.get(owner) ?? [];
    byOwner.set(owner, own);
    own.push({ value, display });
  }
  return (id) =>
    (byOwner.get(id) ?? []).toSorted((one, other) => (one.value < other.value ? -1 : 1));
}

/** As {@link valuesByOwner}. @throws ScimError `tooMany` */
export function requireValues(
  rows: readonly RelatedValue[],
  attribute: Attribute,
): (id: string) => readonly OwnValue[] {
  const values = valuesByOwner(rows, attribute);
  if (values !== undefined) return values;
  throw new ScimError(
    400,
    `The answer would have more than ${MOST[attribute]} ${attribute}. Set a smaller count, or excludedAttributes=${attribute}.`,
    'tooMany',
  );
}

/** Returns no rows, in place of a query whose result nobody wants. */
export const NO_VALUES: RawBuilder<RelatedValue> = sql`
  select ''::text as owner, ''::text as value, ''::text as display limit 0`;

// Less than the client's own limit, so that the server has stopped when the client gives up.
const LIMIT_MS = 2500;

// Limits the time of each later statement of `together`, at the server: it would go on after the client has given up, and a filter
// may read every member of the account.
const TIME_LIMIT: Query<unknown> = sql`
  select pg_catalog.set_config('statement_timeout', '${sql.raw(`${LIMIT_MS}`)}', true)`;

// https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled
const CANCELED = '57014';

/** The statements of a page. */
interface PageStatements<Row> {
  readonly rows: Query<Row>;
  /** What follows `from` in a query of all results, for their number. */
  readonly selected: RawBuilder<unknown>;
  readonly values: RawBuilder<RelatedValue>;
}

/** The results of {@link PageStatements}. */
interface ReadScimPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly values: readonly RelatedValue[];
}

/** Reads one page. @throws ScimError 403, or `tooMany` if the filter reached {@link TIME_LIMIT}. */
export async function readScimPage<Row>(
  call: Call,
  { filter }: Pick<ScimQuery<string>, 'filter'>,
  { rows: page, selected, values: related }: PageStatements<Row>,
): Promise<ReadScimPage<Row>> {
  const { accountId = '' } = callerOf(call);
  const { database } = call;
  try {
    const [account, , rows, [counted], values] = await together(
      database,
      selectProvisioning(database, accountId),
      TIME_LIMIT,
      page,
      sql<{ total: number }>`select count(*)::int as total from ${selected}`,
      related,
    );
    requireScim(account);
    return { rows, total: counted?.total ?? 0, values };
  } catch (reason) {
    const isSlow = isUnavailable(reason) && (reason as { code?: string }).code === CANCELED;
    if (filter === undefined || !isSlow) throw reason;
    throw new ScimError(
      400,
      'The filter reads too many resources. Compare userName, externalId or displayName by eq.',
      'tooMany',
    );
  }
}
