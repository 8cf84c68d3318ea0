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
  /** Whether members without a second factor have to enrol before anything else. */
  mfaRequired: boolean(),
  createdAt: timestamp,
});

/** The account of somebody who is in it. */
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

/** The names of the accounts that a user is in, disabled there or not. */
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

/** Makes an account without members: its event follows, once it is known who it is for. @returns its id. */
export async function createAccount(tx: Database, name: string): Promise<string> {
  const id = newId('ac');
  await tx.insertInto('accounts').values({ id, name }).execute();
  return id;
}

/** Writes down that an account was made. */
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
