import { sql } from 'kysely';
import { parseTypedEmail } from '../../mail/email-address';
import type { ProvenIdentity } from '../../sso/sso';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { together } from '../database/database';
import { addressResult } from '../ip-restrictions/address-result';
import type { ChosenAccount } from '../sessions/choose-account';
import { selectPresentedSession } from '../sessions/end-sessions';
import { isProviderOf, ssoResult } from '../sessions/sso-result';
import { readLoginFacts } from '../sessions/start-login';
import { nameOfNew, type SsoMember } from './find-sso-member';
import type { UsedAttempt } from './sso-attempt';
import { SsoRefused } from './sso-client';

/**
 * Finds the user of a proven identity at a provider of the whole service. An unknown identity never links to a user by its
 * address: the user logs in and links it. It may accept an open invitation for its verified address, or sign up.
 *
 * @throws SsoRefused `EMAIL_UNVERIFIED`, `EMAIL_EXISTS` or `SIGN_UP_CLOSED`
 */
export async function findServiceWideUser(
  call: Call,
  { provider }: UsedAttempt,
  identity: ProvenIdentity,
): Promise<SsoMember> {
  const email = parseTypedEmail(identity.email ?? '');
  const [[known], [owner], [invited], [ended]] = await together(
    call.database,
    selectOwner(call, provider.id, identity.subject),
    selectUsers(call).where('email_key', '=', email?.key ?? ''),
    selectInvited(call, provider.id, email?.key ?? ''),
    selectPresentedSession(call.database, call),
  );
  if (known !== undefined) {
    const login = { userId: known.id, providerId: provider.id, wanted: undefined };
    const facts = await readLoginFacts(call, login);
    return { ...facts, ...UNCHANGED, user: known };
  }
  if (email === null || !identity.isEmailVerified) throw new SsoRefused('EMAIL_UNVERIFIED');
  if (owner !== undefined) throw new SsoRefused('EMAIL_EXISTS');
  if (invited === undefined && !call.settings.allowSignUp) throw new SsoRefused('SIGN_UP_CLOSED');
  const { invitation, ...account } = invited ?? {};
  return {
    user: { id: newId('usr'), email: email.email, emailKey: email.key },
    hasSecondFactor: false,
    isLinked: true,
    newName: nameOfNew(identity, email.email),
    changedName: undefined,
    account: invitation === undefined ? null : (account as ChosenAccount),
    joins: invitation === undefined ? undefined : { invitation },
    ended,
  };
}

// The user's name is the user's own.
const UNCHANGED = {
  isLinked: false,
  newName: undefined,
  changedName: undefined,
  joins: undefined,
};

function selectUsers({ database }: Call) {
  return database.selectFrom('users').select(['id', 'email', 'email_key as emailKey']);
}

function selectOwner(call: Call, providerId: string, subject: string) {
  const owner = call.database
    .selectFrom('user_identities')
    .select('user_id')
    .where('idp_id', '=', providerId)
    .where('subject', '=', subject);
  return selectUsers(call).where('id', '=', owner);
}

// The oldest invitation first. The user accepts the others when logged in.
function selectInvited({ database, address }: Call, providerId: string, emailKey: string) {
  return database
    .selectFrom('invitations as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .leftJoin('memberships as m', (join) => join.on(sql<boolean>`false`))
    .select(['i.id as invitation', 'a.id', 'a.mfa_required as mfaRequired'])
    .select(addressResult('dashboard', { address, isRestricted: true }).as('addressResult'))
    .select(ssoResult(isProviderOf(providerId)).as('ssoResult'))
    .where('i.email_key', '=', emailKey)
    .where('i.expires_at', '>', sql<Date>`now()`)
    .orderBy('i.created_at')
    .orderBy('i.id')
    .limit(1);
}
