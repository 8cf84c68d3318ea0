import { sql } from 'kysely';
import type { Roles } from '../../identity/roles';
import { type Email, parseTypedEmail } from '../../mail/email-address';
import type { ProvenIdentity } from '../../sso/sso';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { type Database, together } from '../database/database';
import { type EndedSessionOfBrowser, selectPresentedSession } from '../sessions/end-sessions';
import type { LoginFacts } from '../sessions/start-login';
import type { User } from '../users/create-user';
import { isOfProvider } from '../users/require-unmanaged-user';
import { hasSecondFactor } from '../users/second-factors';
import { domainOf } from './account-domain';
import { providedName } from './provided-name';
import type { UsedAttempt } from './sso-attempt';
import { SsoRefused } from './sso-client';

/** The user of a login at a provider, and what the login changes. */
export interface SsoMember {
  readonly user: User;
  readonly hasSecondFactor: boolean;
  /** Whether the identity is new for the directory, so that it is linked to the user. */
  readonly isLinked: boolean;
  /** The user's name, if the user is created. */
  readonly newName: string | undefined;
  /** The name that the provider has changed, if only the provider knows the user. */
  readonly changedName: string | undefined;
  /** The roles of a new member, or the invitation that has them. */
  readonly joins: { readonly roles: Roles } | { readonly invitation: string } | undefined;
  /** The account of the new session. */
  readonly account: LoginFacts['account'];
  /** The session that the new one replaces in the browser. */
  readonly ended: EndedSessionOfBrowser | undefined;
}

/** The roles of a member whom an identity provider adds. */
export const NEW_MEMBER: Roles = {
  developer: 'read-write',
  team: 'invite-only',
  administrator: false,
};

/**
 * Finds the user of a proven identity in the account of its provider. Only the issuer and the subject identify. An address
 * links once, and only if the account has verified its domain: the provider is the account's own, and may say anything.
 *
 * @throws SsoRefused `ACCOUNT_UNAVAILABLE`, `EMAIL_UNVERIFIED` or `DOMAIN_UNVERIFIED`
 */
export async function findSsoMember(
  call: Call,
  attempt: UsedAttempt,
  identity: ProvenIdentity,
): Promise<SsoMember> {
  const { database } = call;
  const { provider, provisioning } = attempt;
  const accountId = provider.account_id ?? '';
  const email = parseTypedEmail(identity.email ?? '');
  const [[known], [owner], domains, invitations, [ended]] = await together(
    database,
    selectByIdentity(call, attempt, identity.subject),
    selectByEmail(call, accountId, email?.key ?? ''),
    selectVerified(database, accountId, domainOf(email?.email ?? '') ?? ''),
    selectInvitations(database, accountId, { attempt, identity, emailKey: email?.key ?? '' }),
    selectPresentedSession(database, call),
  );
  const [invitation] = invitations;
  const found = known ?? owner;
  if (known === undefined || identity.isSubjectEmail === true) {
    requireUsable(email, identity, { provider, isDomainVerified: domains.length > 0 });
  }
  const joins = joinOf(found, {
    // The provider adds its users itself, by SCIM.
    invitation: provisioning === 'scim' ? undefined : invitation,
    isJit: known === undefined && provisioning === 'jit',
  });
  const { email: address = '', key: emailKey = '' } = email ?? {};
  return {
    user: found ?? { id: newId('usr'), email: address, emailKey },
    hasSecondFactor: found?.hasSecondFactor ?? false,
    isLinked: known === undefined,
    newName: found === undefined ? nameOfNew(identity, address) : undefined,
    changedName: changedNameOf(known, identity),
    joins,
    account: attempt.account,
    ended,
  };
}

type Provider = Pick<UsedAttempt['provider'], 'type'>;

interface FoundUser extends User {
  readonly name: string;
  readonly isOfProvider: boolean;
  readonly hasSecondFactor: boolean;
  /** Null if the user is no member. */
  readonly active: boolean | null;
}

/** Returns the name of a new user. A provider may send any text, and the login must not fail for it. */
export function nameOfNew(identity: ProvenIdentity, address: string): string {
  return providedName(identity) ?? providedName({ name: address }) ?? 'New member';
}

function changedNameOf(known: FoundUser | undefined, identity: ProvenIdentity): string | undefined {
  const name = providedName(identity);
  return known?.isOfProvider === true && name !== known.name ? name : undefined;
}

function requireUsable(
  email: Email | null,
  { isEmailVerified }: ProvenIdentity,
  {
    provider,
    isDomainVerified,
  }: { readonly provider: Provider; readonly isDomainVerified: boolean },
): void {
  if (email !== null && isDomainVerified) return;
  // SAML has no word for a verified address.
  const counts = email !== null && (isEmailVerified || provider.type === 'saml');
  throw new SsoRefused(counts ? 'DOMAIN_UNVERIFIED' : 'EMAIL_UNVERIFIED');
}

interface Joining {
  readonly invitation: { readonly id: string } | undefined;
  readonly isJit: boolean;
}

// No login enables a disabled member. A removed member has an identity and no membership, and needs an invitation.
function joinOf(found: FoundUser | undefined, { invitation, isJit }: Joining): SsoMember['joins'] {
  const active = found?.active ?? null;
  if (active === true) return undefined;
  if (active === false) throw new SsoRefused('ACCOUNT_UNAVAILABLE', 'disabled');
  if (invitation !== undefined) return { invitation: invitation.id };
  if (isJit) return { roles: NEW_MEMBER };
  throw new SsoRefused('ACCOUNT_UNAVAILABLE', 'no_member');
}

function selectUsers({ database, settings }: Call, accountId: string) {
  return database
    .selectFrom('users')
    .leftJoin('memberships as m', (join) =>
      join.onRef('m.user_id', '=', 'users.id').on('m.account_id', '=', accountId),
    )
    .select(['users.id', 'users.email', 'users.email_key as emailKey', 'm.active'])
    .select(['users.name', isOfProvider().as('isOfProvider')])
    .select(hasSecondFactor(settings).as('hasSecondFactor'));
}

function selectByEmail(call: Call, accountId: string, emailKey: string) {
  return selectUsers(call, accountId).where('users.email_key', '=', emailKey);
}

function selectByIdentity(call: Call, { provider }: UsedAttempt, subject: string) {
  return selectUsers(call, provider.account_id ?? '').where(
    'users.id',
    '=',
    ownerOf(call.database, provider.id, subject),
  );
}

function ownerOf(database: Database, idpId: string, subject: string) {
  return database
    .selectFrom('user_identities')
    .select('user_id')
    .where('idp_id', '=', idpId)
    .where('subject', '=', subject);
}

function selectVerified(database: Database, accountId: string, domain: string) {
  return database
    .selectFrom('account_domains')
    .select('domain')
    .where('account_id', '=', accountId)
    .where('domain', '=', domain)
    .where('verified_at', 'is not', null);
}

interface Invited {
  readonly attempt: UsedAttempt;
  readonly identity: ProvenIdentity;
  readonly emailKey: string;
}

function selectInvitations(
  database: Database,
  accountId: string,
  { attempt, identity, emailKey }: Invited,
) {
  const owner = ownerOf(database, attempt.provider.id, identity.subject);
  const keyOfOwner = database.selectFrom('users').select('email_key').where('id', '=', owner);
  return database
    .selectFrom('invitations')
    .select('id')
    .where('account_id', '=', accountId)
    .where('email_key', '=', sql<string>`coalesce((${keyOfOwner}), ${emailKey})`)
    .where('expires_at', '>', sql<Date>`now()`);
}
