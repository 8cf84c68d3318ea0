import { sql } from 'kysely';
import { boolean, type InferOutput, number, optional, strictObject } from 'valibot';
import { type EventSource, recordEvents } from '../audit-log/record-event';
import type { Tx } from '../database/database';
import { credentialObject, selectCredentials } from './credential';

/** Whether a new password is to end the user's credentials as well. */
export const endCredentials = optional(boolean(), false);

/** What became of the user's credentials with a new password. */
export const credentialCounts = strictObject({
  endedCredentials: number(),
  /** How many still work, in all accounts: API keys, authtokens and SSH keys. */
  liveCredentials: number(),
});

/** How many of a user's credentials were ended, and how many still work. */
export type CredentialCounts = InferOutput<typeof credentialCounts>;

/** A user with a new password, and who set it. */
export interface NewPasswordOwner {
  readonly userId: string;
  readonly principal: { readonly id: string; readonly name: string };
  readonly reason: 'password-changed' | 'password-reset';
  readonly isEnding: boolean;
}

/**
 * Counts a user's own credentials in all accounts, or ends them: API keys, authtokens, SSH keys, and the tokens
 * that were issued for those. Call {@link lockAccountsOf} first and end the sessions, so that no call that is
 * under way makes another one.
 */
export async function endOrCountCredentials(
  tx: Tx,
  source: EventSource,
  owner: NewPasswordOwner,
): Promise<CredentialCounts> {
  const endedCredentials = owner.isEnding ? await endAll(tx, source, owner) : 0;
  return { endedCredentials, liveCredentials: await countLive(tx, owner.userId) };
}

// One statement has room for that many events.
const AT_ONCE = 500;

async function endAll(
  tx: Tx,
  source: EventSource,
  { userId, principal, reason }: NewPasswordOwner,
): Promise<number> {
  const ended = await selectCredentials(tx)
    .select('c.account_id as accountId')
    .where('m.user_id', '=', userId)
    .execute();
  await sql`
    delete from public.credentials where membership_id in (
      select id from public.memberships where user_id = ${userId})`.execute(tx);
  const events = ended.map(({ accountId, ...row }) => ({
    type: 'credential_deleted' as const,
    accountId,
    principal,
    object: { ...credentialObject(row), reason },
  }));
  // By which session is the matter of the account that the session is in.
  const home = source.caller?.accountId;
  const elsewhere = { ...source, caller: undefined };
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const part = events.slice(from, from + AT_ONCE);
    await recordEvents(
      tx,
      source,
      part.filter(({ accountId }) => accountId === home),
    );
    await recordEvents(
      tx,
      elsewhere,
      part.filter(({ accountId }) => accountId !== home),
    );
  }
  return ended.length;
}

/** Holds every account that a user is in, in one order, before anything else of the transaction is locked. */
export async function lockAccountsOf(tx: Tx, userId: string): Promise<void> {
  await sql`
    select id from public.accounts where id in (
      select account_id from public.memberships where user_id = ${userId})
    order by id for no key update`.execute(tx);
}

async function countLive(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from public.credentials c join public.memberships m on m.id = c.membership_id
    where m.user_id = ${userId} and c.issued_by is null
      and (c.expires_at is null or c.expires_at > now())`.execute(tx);
  return rows[0]?.count ?? 0;
}
