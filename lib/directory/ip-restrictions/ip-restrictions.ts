import { sql } from 'kysely';
import {
  array,
  boolean,
  type InferOutput,
  maxLength,
  nullable,
  number,
  picklist,
  pipe,
  strictObject,
  string,
} from 'valibot';
import { type Cidr, cidrProblemText, isInCidr, parseCidr } from '../../edge/cidr';
import { type Call, callerOf } from '../call';
import { type Answer, type Database, read, type Tx, together } from '../database/database';
import type { IpMode, Row } from '../database/tables';
import { DirectoryError, type ErrorCode } from '../errors';
import { boundedText, singleLineText } from '../schemas';
import type { RestrictionType } from './address-result';

/** The schema of a restriction's type. */
export const restrictionType = picklist(['dashboard', 'api']);

const MAX_BLOCKS = 100;
/** The schema of a list of blocks in an input. {@link parseBlocks} checks the blocks. */
export const blocksInput = pipe(
  array(strictObject({ cidr: boundedText(60), description: singleLineText(200) })),
  maxLength(MAX_BLOCKS),
);

/** A block as callers see it. */
interface Block {
  readonly cidr: string;
  readonly description: string;
}

const restriction = strictObject({
  enforced: boolean(),
  blocks: array(strictObject({ cidr: string(), description: string() })),
  /** The block that the caller's address is in. */
  matching: nullable(string()),
  outside: strictObject({ members: number(), credentials: number() }),
});

/** The schema of an account's restrictions. */
export const shownIpRestrictions = strictObject({
  /** The caller's address. Null without an edge. */
  address: nullable(string()),
  dashboard: nullable(restriction),
  api: nullable(restriction),
});

type IpRestrictions = InferOutput<typeof shownIpRestrictions>;

/** A validated list: the blocks in their canonical form. */
export type ParsedBlocks = readonly (Block & { readonly block: Cidr })[];

/**
 * Parses the blocks of a list.
 *
 * @throws DirectoryError `CIDR_INVALID`, `CIDR_BITS_MISSING`, `CIDR_NOT_LOWEST` or `CIDR_EXISTS`, with every problem
 *   and the block that was probably meant. `CIDR_EVERYWHERE` for a block of all addresses without `everywhere`.
 */
export function parseBlocks(
  given: readonly Block[],
  { everywhere }: { readonly everywhere: boolean },
): ParsedBlocks {
  const faults: { readonly code: ErrorCode; readonly problem: string }[] = [];
  const parsed = given.flatMap(({ cidr, description }) => {
    const block = parseCidr(cidr.trim());
    if (!('code' in block)) return [{ cidr: block.text, description, block }];
    faults.push({ code: block.code, problem: cidrProblemText(cidr.trim(), block) });
    return [];
  });
  const texts = parsed.map(({ cidr }) => cidr);
  for (const repeated of new Set(texts.filter((text, index) => texts.indexOf(text) !== index))) {
    faults.push({ code: 'CIDR_EXISTS', problem: `${repeated} is in the list twice.` });
  }
  const [first] = faults;
  if (first !== undefined) {
    throw new DirectoryError(first.code, { problems: faults.map(({ problem }) => problem) });
  }
  const all = parsed.find(({ block }) => block.bits === 0);
  if (all === undefined || everywhere) return parsed;
  throw new DirectoryError('CIDR_EVERYWHERE', {
    problems: [`${all.cidr} contains every address of its version.`],
  });
}

/** Returns the first block that a canonical address is in. */
export function matchingBlock(blocks: ParsedBlocks, address: string | null): string | null {
  if (address === null) return null;
  return blocks.find(({ block }) => isInCidr(address, block))?.cidr ?? null;
}

interface FoundRule {
  readonly type: RestrictionType;
  readonly cidr: string;
  readonly description: string;
}

interface Counted {
  readonly type: RestrictionType;
  readonly members: number;
  readonly credentials: number;
}

const OUTSIDE_DAYS = 7;

/** Reads the restrictions of the caller's account, and how many callers were outside in the last seven days. */
export async function readIpRestrictions(database: Database, call: Call) {
  return described(call, await together(database, ...restrictionQueries(database, call)));
}

/** As {@link readIpRestrictions}, in a transaction. The statements may be sent with its commit. */
export function readOwnRestrictions(tx: Tx, call: Call): Answer<IpRestrictions> {
  const [modes, rules, counts] = restrictionQueries(tx, call);
  const found = [read(tx, modes), read(tx, rules), read(tx, counts)] as const;
  return async () => described(call, [await found[0](), await found[1](), await found[2]()]);
}

function restrictionQueries(database: Database, call: Call) {
  const { accountId = '' } = callerOf(call);
  return [
    database
      .selectFrom('accounts')
      .select(['dashboard_ip_mode', 'api_ip_mode'])
      .where('id', '=', accountId),
    selectRules(accountId),
    sql<Counted>`
      select type, count(distinct principal_id) filter (where principal_id like 'mbr\\_%')::int as members,
        count(distinct principal_id) filter (where principal_id not like 'mbr\\_%')::int as credentials
      from public.ip_misses where account_id = ${accountId} and day > current_date - ${OUTSIDE_DAYS}::int
      group by type`,
  ] as const;
}

type Found = readonly [
  modes: readonly Pick<Row<'accounts'>, 'dashboard_ip_mode' | 'api_ip_mode'>[],
  rules: readonly FoundRule[],
  counts: readonly Counted[],
];

function described(call: Call, [[modes], rules, counts]: Found): IpRestrictions {
  const describe = (type: RestrictionType, mode: IpMode | null | undefined) => {
    if (mode === null || mode === undefined) return null;
    const own = rules.filter((rule) => rule.type === type);
    const outside = counts.find((count) => count.type === type);
    const { members = 0, credentials = 0 } = outside ?? {};
    const blocks = own.map(({ cidr, description }) => ({ cidr, description }));
    const matching = matchingBlock(parseBlocks(blocks, { everywhere: true }), call.address);
    return { enforced: mode === 'enforced', blocks, matching, outside: { members, credentials } };
  };
  return {
    address: call.address,
    dashboard: describe('dashboard', modes?.dashboard_ip_mode),
    api: describe('api', modes?.api_ip_mode),
  };
}

/** Returns the query of an account's blocks, in the order of their addresses. */
function selectRules(accountId: string) {
  return sql<FoundRule>`
    select type, block::text as cidr, description from public.ip_rules
    where account_id = ${accountId} order by type, block`;
}
