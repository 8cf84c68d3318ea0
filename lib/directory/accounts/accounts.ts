import { boolean, type InferOutput, strictObject, string } from 'valibot';
import { type EventSource, type NewEvent, recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';
import type { Row } from '../database/tables';
import { id, timestamp } from '../schemas';

/** An account, as its members see it. */
export const ownAccount = strictObject({
  id,
  name: string(),
  /** Whether members without a second factor must enroll before anything else. */
  mfaRequired: boolean(),
  createdAt: timestamp,
});

/** Returns an account that exists, since the caller is a member. */
export function selectAccount(database: Database, accountId: string): Promise<Row<'accounts'>> {
  return database
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
}

export function describeAccount(row: Row<'accounts'>): InferOutput<typeof ownAccount> {
  const { name, mfa_required: mfaRequired, created_at: createdAt } = row;
  return { id: row.id, name, mfaRequired, createdAt: createdAt.toISOString() };
}

/** Returns the names of a user's accounts, including those in which the user is disabled. */
export async function accountNamesOf(
  database: Database,
  userId: string,
): Promise<readonly string[]> {
  const accounts = await database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select('a.name')
    .where('m.user_id', '=', userId)
    .execute();
  return accounts.map(({ name }) => name);
}

/**
 * Creates an account without members and without its event, which needs the first member. @returns the id.
 */
export async function createAccount(tx: Database, name: string): Promise<string> {
  const id = newId('ac');
  await tx.insertInto('accounts').values({ id, name }).execute();
  return id;
}

/** Records the creation of an account. */
export async function recordNewAccount(
  tx: Database,
  call: EventSource,
  {
    id,
    name,
    principal,
  }: { readonly id: string; readonly name: string } & Pick<NewEvent, 'principal'>,
): Promise<void> {
  const object = { type: 'account', id, name };
  await recordEvent(tx, call, { type: 'account_created', accountId: id, principal, object });
}
