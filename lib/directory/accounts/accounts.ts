import { sql } from 'kysely';
import { boolean, type InferOutput, picklist, strictObject, string } from 'valibot';
import { type EventSource, type NewEvent, recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import { type Database, write } from '../database/database';
import type { Row } from '../database/tables';
import { id, timestamp } from '../schemas';

/** An account, as its members see it. */
export const ownAccount = strictObject({
  id,
  name: string(),
  /** Whether members without a second factor must enroll before anything else. */
  mfaRequired: boolean(),
  /**
   * Who joins the account: invited users, also everyone who logs in with an identity provider of the account (`jit`), or
   * only whom the provider adds by SCIM (`scim`).
   */
  provisioning: picklist(['invite', 'jit', 'scim']),
  /** Whether members must log in with an identity provider of the account. */
  sso: picklist(['mixed', 'enforced']),
  createdAt: timestamp,
});

/** Returns a query of an account that exists, since the caller is a member. */
export function selectAccount(database: Database, accountId: string) {
  return database.selectFrom('accounts').selectAll().where('id', '=', accountId);
}

export function describeAccount(row: Row<'accounts'>): InferOutput<typeof ownAccount> {
  const { id: accountId, name, mfa_required: mfaRequired, provisioning, sso } = row;
  const createdAt = row.created_at.toISOString();
  return { id: accountId, name, mfaRequired, provisioning, sso, createdAt };
}

/** Returns the names of a user's accounts as an array, including those in which the user is disabled. */
export const ACCOUNT_NAMES_OF_USER = sql<string[]>`array(
  select a.name from public.memberships m join public.accounts a on a.id = m.account_id
  where m.user_id = u.id)`;

/**
 * Creates an account without members and without its event, which needs the first member. @returns the id.
 */
export async function createAccount(tx: Database, name: string): Promise<string> {
  const id = newId('ac');
  await write(tx, tx.insertInto('accounts').values({ id, name }));
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
