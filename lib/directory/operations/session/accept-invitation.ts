import { sql } from 'kysely';
import { strictObject, union } from 'valibot';
import { selectAccount } from '../../accounts/accounts';
import { AFTER_MFA, MOVE, requireOwnLogin } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { check, inTransaction, readOne, type Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import {
  consumeInvitation,
  consumeInvitationOf,
  joinAccount,
} from '../../invitations/consume-invitation';
import { account, id, linkToken, status } from '../../schemas';
import { markLogin, rotateSessionSecret } from '../../sessions/create-session';
import { requireStepUp } from '../../sessions/require-step-up';
import { requireMixedSso } from '../../sessions/sso-result';
import { hasPasskey, hasSecondFactor } from '../../users/second-factors';

/**
 * Uses up the invitation and switches the session to its account. The link in the mail is not required: a user's
 * address was verified by a link, and a password reset by mail takes the user over anyway. An open session alone is
 * not enough for the invitation's roles.
 *
 * A session that an account's identity provider began stays in that account. It accepts with the link in the mail only, which proves
 * more than the provider. The user enters the new account by a password or passkey, so one of them is required.
 */
export const acceptInvitation = operation({
  name: 'session/accept-invitation',
  summary: 'Makes the caller a member of the account that invited their email address.',
  access: AFTER_MFA,
  changes: true,
  setsSession: true,
  input: union([strictObject({ token: linkToken }), strictObject({ invitation: id })]),
  /** The account that the session is in afterward. */
  output: strictObject({ status, account }),
  errors: [
    'LINK_INVALID',
    'NOT_FOUND',
    'EMAIL_MISMATCH',
    'MEMBER_EXISTS',
    'SSO_REQUIRED',
    'OWN_LOGIN_REQUIRED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given: GivenInvitation) {
    const { restrictedTo, accountId: current, status: reached } = callerOf(call);
    const stays = restrictedTo !== undefined && current !== undefined && 'token' in given;
    if (!stays) requireOwnLogin(MOVE, call.caller);
    const joined = await inTransaction(call.database, async (tx) => {
      const { accountId, mfaEnabled, hasOwnLogin } = await join(tx, call, given);
      if (stays && !hasOwnLogin) throw new DirectoryError('OWN_LOGIN_REQUIRED');
      if (!stays) await enter(tx, call, accountId);
      const shown = stays ? current : accountId;
      return { mfaEnabled, account: readOne(tx, selectAccount(tx, shown)) };
    });
    const { id: accountId, name, mfa_required: mfaRequired } = await joined.account();
    const account = { id: accountId, name, mfaRequired };
    if (stays && reached !== undefined) return { status: reached, account };
    const mustEnroll = mfaRequired && !joined.mfaEnabled;
    const status = mustEnroll ? ('mfa_enrollment_required' as const) : ('authenticated' as const);
    return { status, account };
  },
});

async function join(tx: Tx, call: Call, given: GivenInvitation) {
  const caller = check(tx, selectUser(tx, call).forKeyShare(), ([user]) => {
    if (user === undefined) throw new DirectoryError('SESSION_EXPIRED');
    return user;
  });
  const invitation = consume(tx, call, given);
  const { mfaEnabled, hasOwnLogin, ...user } = await caller();
  const found = await invitation();
  requireMixedSso(tx, found.account_id);
  return { accountId: await joinAccount(tx, call, { found, user }), mfaEnabled, hasOwnLogin };
}

async function enter(tx: Tx, call: Call, accountId: string): Promise<void> {
  const { userId = '', credentialId = '' } = callerOf(call);
  rotateSessionSecret(tx, call, { account_id: accountId });
  await markLogin(tx, { userId, accountId });
  const object = { type: 'session', id: credentialId };
  await recordEvent(tx, call, { type: 'session_switched', accountId, object });
}

/** The secret of a link, or the id of an invitation. */
type GivenInvitation = { readonly token: string } | { readonly invitation: string };

function consume(tx: Tx, call: Call, given: GivenInvitation) {
  if ('token' in given) return consumeInvitation(tx, given.token);
  requireStepUp(call, tx);
  const { userId = '' } = callerOf(call);
  return consumeInvitationOf(tx, { userId, id: given.invitation });
}

function selectUser(tx: Tx, call: Call) {
  const { userId = '' } = callerOf(call);
  return tx
    .selectFrom('users')
    .select(['id', 'email', 'email_key as emailKey'])
    .select(hasSecondFactor(call.settings).as('mfaEnabled'))
    .select(
      sql<boolean>`(password_hash is not null or ${hasPasskey(call.settings)})`.as('hasOwnLogin'),
    )
    .where('id', '=', userId);
}
