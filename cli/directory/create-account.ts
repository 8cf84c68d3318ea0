import { sql } from 'kysely';
import { createAccount, recordNewAccount } from '../../lib/directory/accounts/accounts';
import {
  type EventSource,
  recordEvent,
  recordEvents,
} from '../../lib/directory/audit-log/record-event';
import { newId } from '../../lib/directory/crypto/ids';
import { type Database, inTransaction, type Tx } from '../../lib/directory/database/database';
import { DEFAULT_DAYS, newInvitationLink } from '../../lib/directory/invitations/create-invitation';
import { invitationObject, OPERATOR } from '../../lib/directory/invitations/invitations';
import { ADMINISTRATOR } from '../../lib/identity/roles';
import type { Email } from '../../lib/mail/email-address';
import { operatorSource } from './operator-source';
import type { NewAccount } from './parse-directory-command';

/** An account that waits for its first administrator. */
export interface WaitingAccount {
  readonly accountId: string;
  /** Whether it was there already. */
  readonly isOld: boolean;
  /** The addresses whose links have ended with this. */
  readonly replaced: readonly string[];
  readonly token: string;
  readonly expiresAt: Date;
  /** Whether the address has a user, who logs in to accept. */
  readonly hasUser: boolean;
}

// Any number that nothing else takes: two who ask at once would make two accounts.
const CREATING = 716_252_010;

/**
 * Makes an account and invites its first administrator. Where one of that name has never had a member,
 * it is that one, and a link from before ends.
 */
export function inviteFirst(
  database: Database,
  { name, address }: NewAccount,
): Promise<WaitingAccount> {
  const source = operatorSource();
  return inTransaction(database, async (tx) => {
    await sql`select pg_advisory_xact_lock(${CREATING})`.execute(tx);
    const waiting = await findWaiting(tx, name);
    const accountId = waiting ?? (await createAccount(tx, name));
    if (waiting === undefined) await recordNewAccount(tx, source, { id: accountId, name });
    const replaced = await dropInvitations(tx, source, accountId);
    const made = await addInvitation(tx, source, { accountId, address });
    const user = await tx
      .selectFrom('users')
      .select('id')
      .where('email_key', '=', address.key)
      .executeTakeFirst();
    return {
      accountId,
      isOld: waiting !== undefined,
      replaced,
      ...made,
      hasUser: user !== undefined,
    };
  });
}

async function findWaiting(tx: Tx, name: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('accounts as a')
    .select('a.id')
    .where('a.name', '=', name)
    .where((the) =>
      the.not(
        the.exists(
          the.selectFrom('memberships as m').select('m.id').whereRef('m.account_id', '=', 'a.id'),
        ),
      ),
    )
    .orderBy('a.created_at')
    .executeTakeFirst();
  return found?.id;
}

async function dropInvitations(
  tx: Tx,
  source: EventSource,
  accountId: string,
): Promise<readonly string[]> {
  const dropped = await tx
    .deleteFrom('invitations')
    .where('account_id', '=', accountId)
    .returning(['id', 'email', 'developer', 'team', 'administrator'])
    .execute();
  const events = dropped.map((row) => ({
    type: 'invitation_deleted' as const,
    accountId,
    object: { ...invitationObject(row), reason: 'replaced' },
  }));
  await recordEvents(tx, source, events);
  return dropped.map(({ email }) => email);
}

async function addInvitation(
  tx: Tx,
  source: EventSource,
  { accountId, address }: { readonly accountId: string; readonly address: Email },
) {
  const { secret, columns } = newInvitationLink(DEFAULT_DAYS);
  const row = await tx
    .insertInto('invitations')
    .values({
      id: newId('inv'),
      account_id: accountId,
      email: address.email,
      email_key: address.key,
      ...ADMINISTRATOR,
      invited_by: OPERATOR,
      ...columns,
    })
    .returning(['id', 'email', 'developer', 'team', 'administrator', 'expires_at as expiresAt'])
    .executeTakeFirstOrThrow();
  const object = { ...invitationObject(row), expiresAt: row.expiresAt };
  await recordEvent(tx, source, { type: 'invitation_created', accountId, object });
  return { token: secret, expiresAt: row.expiresAt };
}
