import { type SelectQueryBuilder, sql } from 'kysely';
import {
  array,
  digits,
  type GenericSchema,
  integer,
  maxValue,
  minValue,
  nullable,
  number,
  optional,
  pipe,
  strictObject,
  string,
  transform,
  union,
} from 'valibot';
import { type Call, callerOf } from '../call';
import { together } from '../database/database';
import { SCHEMA } from '../database/schema';
import { DirectoryError } from '../errors';
import { id } from '../schemas';

const OBJECT_TYPES = {
  memberships: 'membership',
  service_users: 'service_user',
  invitations: 'invitation',
  credentials: 'credential',
  scim_groups: 'group',
} as const;

/** Returns the schema of a page size: a number, or its digits in a query. */
export const pageSize = (most: number, usual: number) =>
  optional(
    pipe(
      union([number(), pipe(string(), digits(), transform(Number))]),
      integer(),
      minValue(1),
      maxValue(most),
    ),
    usual,
  );

/** The input of a paginated list. `after` is the id of the previous page's last item. */
export const pageInput = { after: optional(id), limit: pageSize(100, 50) };

/** One page of a list. */
export interface Page<Item> {
  readonly items: Item[];
  /** The cursor of the next page. Null on the last page. */
  readonly next: string | null;
}

/**
 * The maximum size of a page's items as JSON, in bytes. A response has at most 4 MB, and a runtime that
 * encodes the body in JSON again escapes every quotation mark.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow
 */
export const MAX_PAGE_BYTES = 1_000_000;

/**
 * Creates a page from `limit + 1` items, of which the last only shows that more follow. The page ends early
 * if the items are too large for a response, but always has the first item.
 */
export function toPage<Item extends { readonly id: string }>(
  items: readonly Item[],
  limit: number,
): Page<Item> {
  const shown = takeFitting(items.slice(0, limit));
  return { items: shown, next: items.length > shown.length ? (shown.at(-1)?.id ?? null) : null };
}

function takeFitting<Item>(items: Item[]): Item[] {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return index > 0 && bytes > MAX_PAGE_BYTES;
  });
  return end === -1 ? items : items.slice(0, end);
}

/** Returns the schema of a page of items. */
export const pageOf = <Item extends GenericSchema>(item: Item) =>
  strictObject({ items: array(item), next: nullable(id) });

/** A list of the objects of the caller's account in a table, in the order of their ids. */
export interface IdList<Row, Item> {
  readonly table: keyof typeof OBJECT_TYPES;
  /** The column of the id in the query, such as `m.id`. */
  readonly idColumn: string;
  readonly toItem: (row: Row) => Item;
}

/**
 * Reads the page of a list that the input selects.
 *
 * @throws DirectoryError `NOT_FOUND` if the cursor is not the id of an object of the account.
 */
export async function readPage<DB, TB extends keyof DB, Row, Item extends { readonly id: string }>(
  call: Call,
  query: SelectQueryBuilder<DB, TB, Row>,
  {
    table,
    idColumn,
    toItem,
    after,
    limit,
  }: IdList<Row, Item> & { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<Item>> {
  const column = sql.ref(idColumn);
  const page = query
    .where(sql<boolean>`${column} > ${after ?? ''}`)
    .orderBy(column)
    .limit(limit + 1);
  if (after === undefined) return toPage((await page.execute()).map(toItem), limit);
  const [[cursor], rows] = await together(call.database, cursorIn(call, table, after), page);
  if (cursor === undefined) await requireDeleted(call, table, after);
  return toPage((rows as readonly Row[]).map(toItem), limit);
}

function cursorIn(call: Call, table: keyof typeof OBJECT_TYPES, after: string) {
  const { accountId = '' } = callerOf(call);
  return sql<{ id: string }>`
    select id from ${sql.table(`${SCHEMA}.${table}`)} where id = ${after} and account_id = ${accountId}`;
}

/**
 * Requires that a list's cursor is the id of an object that was in the caller's account. A program may delete the
 * items of one page before it requests the next page. An unknown cursor would look like the end of the list.
 *
 * @throws DirectoryError `NOT_FOUND`
 */
async function requireDeleted(
  call: Call,
  table: keyof typeof OBJECT_TYPES,
  after: string,
): Promise<void> {
  const { accountId = '' } = callerOf(call);
  const { rows } = await sql`
    select from public.events where account_id = ${accountId} and object_id = ${after}
      and object_type = ${OBJECT_TYPES[table]} limit 1`.execute(call.database);
  if (rows.length === 0) throw new DirectoryError('NOT_FOUND');
}
