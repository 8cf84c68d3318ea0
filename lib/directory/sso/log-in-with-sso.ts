import { sql } from 'kysely';
import { identityLinkedMail } from '../../mail/texts/sso-mails';
import type { ProvenIdentity } from '../../sso/sso';
import { addMember } from '../accounts/members';
import { recordEvent, recordUserEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { check, type Tx, writeOr } from '../database/database';
import { DatabaseUnavailable } from '../database/database-errors';
import { DirectoryError, type ErrorCode } from '../errors';
import { joinAccount } from '../invitations/consume-invitation';
import { notifyUser } from '../notifications/notify-user';
import { startLogin } from '../sessions/start-login';
import { createUser } from '../users/create-user';
import { isOfProvider } from '../users/require-unmanaged-user';
import { findServiceWideUser } from './find-service-wide-user';
import { findSsoMember, type SsoMember } from './find-sso-member';
import { provesMfa } from './proves-mfa';
import { certificateOf, type UsedAttempt } from './sso-attempt';

// Another login of the same person has created the user, the membership or the identity in the meantime.
const CHANGED: readonly ErrorCode[] = ['EMAIL_EXISTS', 'MEMBER_EXISTS', 'IDENTITY_EXISTS'];
const ATTEMPTS = 3;

/**
 * Starts a session of a proven identity, in the account of its provider. If the person is new to the account, its rules decide
 * whether the login adds them. A provider of the whole service starts an ordinary session.
 *
 * @throws DirectoryError `ACCOUNT_UNAVAILABLE`, `EMAIL_UNVERIFIED`, `DOMAIN_UNVERIFIED`, `EMAIL_EXISTS` or `SIGN_UP_CLOSED`
 */
export async function logInWithSso(
  call: Call,
  attempt: UsedAttempt,
  identity: ProvenIdentity,
  attempts = ATTEMPTS,
): Promise<Awaited<ReturnType<typeof startLogin>>> {
  const isServiceWide = attempt.provider.account_id === null;
  const find = isServiceWide ? findServiceWideUser : findSsoMember;
  const found = await find(call, attempt, identity);
  try {
    const started = await start(call, { attempt, identity, found });
    await notifyIfLinked(call, attempt, found);
    return started;
  } catch (reason) {
    const isChanged = reason instanceof DirectoryError && CHANGED.includes(reason.code);
    if (!isChanged) throw reason;
    if (attempts <= 1) throw new DatabaseUnavailable(reason);
    return logInWithSso(call, attempt, identity, attempts - 1);
  }
}

interface SsoLogin {
  readonly attempt: UsedAttempt;
  readonly identity: ProvenIdentity;
  readonly found: SsoMember;
}

function start(call: Call, login: SsoLogin) {
  const { provider } = login.attempt;
  const { user, account, ended } = login.found;
  const sso = {
    providerId: provider.id,
    subject: login.identity.subject,
    sessionId: login.identity.sessionId,
    isMfa: provesMfa(provider, login.identity),
    isServiceWide: provider.account_id === null,
    ...certificateOf(login.attempt),
  };
  const lockProof = (tx: Tx) => lockIdentity(tx, call, login);
  const facts = {
    hasSecondFactor: login.found.hasSecondFactor,
    account,
    ended,
  };
  const wanted = provider.account_id ?? undefined;
  return startLogin(call, { user, method: 'sso', wanted, lockProof, sso }, facts);
}

async function lockIdentity(tx: Tx, call: Call, login: SsoLogin): Promise<void> {
  const { attempt, identity, found } = login;
  const { user, newName, changedName, joins } = found;
  const accountId = accountOf(login);
  if (newName !== undefined) {
    await createUser(tx, call, { ...user, name: newName, passwordHash: null, accountId });
    if (accountId === null) await recordSignUp(tx, call, login);
  }
  if (changedName !== undefined) await rename(tx, call, { user, name: changedName });
  useIdentity(tx, login);
  if (joins !== undefined && 'invitation' in joins) {
    await joinByInvitation(tx, call, { user, invitation: joins.invitation });
  } else if (joins !== undefined && accountId !== null) {
    await addMember(tx, call, { accountId, user, roles: joins.roles });
  }
  if (!found.isLinked) return;
  const { id, name } = attempt.provider;
  await recordEvent(tx, call, {
    type: 'identity_linked',
    accountId,
    principal: { id: user.id, name: user.email },
    object: { type: 'identity_provider', id, name, userId: user.id, subject: identity.subject },
  });
}

async function rename(
  tx: Tx,
  call: Call,
  { user, name }: { readonly user: SsoMember['user']; readonly name: string },
): Promise<void> {
  const { id, email } = user;
  const update = tx.updateTable('users').set({ name }).where('id', '=', id).where(isOfProvider());
  writeOr(tx, update, new DirectoryError('IDENTITY_EXISTS'));
  await recordUserEvent(tx, call, {
    type: 'user_updated',
    userId: id,
    principal: { id, name: email },
    object: { type: 'user', id, name },
  });
}

// A person who signs up has no account yet. `account/create-account` creates one with a name.
function accountOf({ found: { account } }: SsoLogin): string | null {
  return account === null || account === 'none' ? null : account.id;
}

async function recordSignUp(tx: Tx, call: Call, { attempt, found }: SsoLogin): Promise<void> {
  const { id: userId, email: name } = found.user;
  const about = { userId, identityProvider: attempt.provider.id };
  const object = { type: 'sign_up', id: null, ...about };
  const principal = { id: userId, name };
  await recordEvent(tx, call, { type: 'sign_up_completed', accountId: null, principal, object });
}

function useIdentity(tx: Tx, { attempt, identity, found }: SsoLogin): void {
  const key = { idp_id: attempt.provider.id, subject: identity.subject };
  const changed = new DirectoryError('IDENTITY_EXISTS');
  const now = sql<Date>`now()`;
  const isMfa = provesMfa(attempt.provider, identity);
  if (found.isLinked) {
    const values = { ...key, user_id: found.user.id, email: found.user.email, last_used_at: null };
    const insert = tx.insertInto('user_identities').values(values);
    writeOr(
      tx,
      insert.onConflict((conflict) => conflict.doNothing()),
      changed,
    );
  }
  const update = tx
    .updateTable('user_identities')
    .set({ last_used_at: now, ...(isMfa && { mfa_at: now }) })
    .where('idp_id', '=', key.idp_id)
    .where('subject', '=', key.subject)
    .where('user_id', '=', found.user.id);
  writeOr(tx, update, changed);
}

async function joinByInvitation(
  tx: Tx,
  call: Call,
  { user, invitation }: { readonly user: SsoMember['user']; readonly invitation: string },
): Promise<void> {
  const use = tx
    .deleteFrom('invitations')
    .where('id', '=', invitation)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll();
  const found = await check(tx, use, ([row]) => {
    // Another login has used it.
    if (row === undefined) throw new DirectoryError('MEMBER_EXISTS');
    return row;
  })();
  await joinAccount(tx, call, { found, user });
}

async function notifyIfLinked(
  call: Call,
  { provider }: UsedAttempt,
  { user, isLinked, newName }: SsoMember,
): Promise<void> {
  if (!isLinked || newName !== undefined) return;
  await notifyUser(call, { userId: user.id, email: user.email }, (notice) =>
    identityLinkedMail({ ...notice, name: provider.name }),
  );
}
