import { sql } from 'kysely';
import { boolean, type InferOutput, number, optional, strictObject } from 'valibot';
import { type EventSource, recordInAccounts } from '../audit-log/record-event';
import { type Answer, type Query, read, readOne, type Tx } from '../database/database';
import { type CredentialRow, credentialObject, selectCredentials } from './credential';

/** Whether a new password also ends the user's credentials. */
export const endCredentials = optional(boolean(), false);

/** The numbers of the user's ended and valid credentials after a new password. */
export const credentialCounts = strictObject({
  endedCredentials: number(),
  /** The valid API keys, authtokens and SSH keys in all accounts. */
  liveCredentials: number(),
});

export type CredentialCounts = InferOutput<typeof credentialCounts>;

/** A user with a new password, and the principal who set it. */
export interface NewPasswordOwner {
  readonly userId: string;
  readonly principal: { readonly id: string; readonly name: string };
  readonly reason: 'password-changed' | 'password-reset';
  readonly isEnding: boolean;
}

/**
 * Counts or ends a user's own credentials in all accounts: API keys, authtokens, SSH keys and SSH access
 * tokens. Call {@link lockAccountsOf} and end the sessions first, so that no concurrent call creates another
 * credential.
 *
 * @returns the counts, which may be sent with the commit.
 */
export async function endOrCountCredentials(
  tx: Tx,
  source: EventSource,
  owner: NewPasswordOwner,
): Promise<Answer<CredentialCounts>> {
  const ended = owner.isEnding ? endAll(tx, owner.userId) : undefined;
  const live = readOne(tx, countLive(owner.userId));
  const rows = (await ended?.()) ?? [];
  await recordEnded(tx, source, { owner, rows });
  return async () => ({
    endedCredentials: rows.length,
    liveCredentials: (await live()).count,
  });
}

type EndedCredential = CredentialRow & { readonly accountId: string };

function endAll(tx: Tx, userId: string): Answer<readonly EndedCredential[]> {
  const ended = read(
    tx,
    selectCredentials(tx).select('c.account_id as accountId').where('m.user_id', '=', userId),
  );
  const deleteAll = sql`
    delete from public.credentials where membership_id in (
      select id from public.memberships where user_id = ${userId})`;
  read(tx, deleteAll);
  return ended;
}

async function recordEnded(
  tx: Tx,
  source: EventSource,
  {
    owner: { principal, reason },
    rows,
  }: { readonly owner: NewPasswordOwner; readonly rows: readonly EndedCredential[] },
): Promise<void> {
  const events = rows.map(({ accountId, ...row }) => ({
    type: 'credential_deleted' as const,
    accountId,
    principal,
    object: { ...credentialObject(row), reason },
  }));
  await recordInAccounts(tx, source, events);
}

/**
 * Locks all accounts of a user in a fixed order. Call it before the transaction locks anything else.
 *
 * @returns the accounts. The user may join another one until the user is locked too.
 */
export function lockAccountsOf(tx: Tx, userId: string): Answer<readonly { readonly id: string }[]> {
  const lock = sql<{ id: string }>`
    select id from public.accounts where id in (
      select account_id from public.memberships where user_id = ${userId})
    order by id for no key update`;
  return read(tx, lock);
}

function countLive(userId: string): Query<{ readonly count: number }> {
  return sql<{ count: number }>`
    select count(*)::int as count from public.credentials c join public.memberships m on m.id = c.membership_id
    where m.user_id = ${userId} and c.issued_by is null
      and (c.expires_at is null or c.expires_at > now())`;
}
