import { sql } from 'kysely';
import {
  digits,
  integer,
  maxValue,
  minValue,
  number,
  optional,
  pipe,
  string,
  transform,
  union,
} from 'valibot';
import type { Call } from '../call';
import { callerOf } from '../call';
import { SCHEMA } from '../database/schema';
import { DirectoryError } from '../errors';
import { id } from '../schemas';

/** How many items of a list: a number, or its digits in a query. */
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

/** Which part of a list is wanted: what comes after the last item of the part before, by its id. */
export const pageInput = { after: optional(id), limit: pageSize(100, 50) };

/** One part of a list. */
export interface Page<Item> {
  readonly items: Item[];
  /** What the next part comes after; null where this was the last. */
  readonly next: string | null;
}

/**
 * How many bytes of JSON the items of one part may take together. An answer has at most 4 MB, and a
 * runtime that puts the body into JSON of its own escapes every quotation mark.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow
 */
export const MAX_PAGE_BYTES = 1_000_000;

/**
 * Makes a part of the items that were read: of one more than it may have, to know whether any follow.
 * It ends early where the items would be too long for an answer, and always has the first of them.
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

const OBJECT_TYPES = {
  memberships: 'membership',
  service_users: 'service_user',
  invitations: 'invitation',
  credentials: 'credential',
} as const;

/**
 * Makes sure that the cursor of a list by id is the id of something that is in the caller's account, or
 * was: a program may delete the items of one part before it asks for the next. A cursor that is neither
 * would look like the end of the list.
 *
 * @throws DirectoryError `NOT_FOUND`
 */
export async function requireCursor(
  call: Call,
  table: keyof typeof OBJECT_TYPES,
  after: string | undefined,
): Promise<void> {
  if (after === undefined) return;
  const { accountId = '' } = callerOf(call);
  const { rows } = await sql<{ isKnown: boolean }>`
    select exists (select from ${sql.table(`${SCHEMA}.${table}`)} where id = ${after} and account_id = ${accountId})
      or exists (select from public.events where account_id = ${accountId} and object_id = ${after}
        and object_type = ${OBJECT_TYPES[table]}) as "isKnown"`.execute(call.database);
  if (rows[0]?.isKnown !== true) throw new DirectoryError('NOT_FOUND');
}
