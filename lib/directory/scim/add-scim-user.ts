import { sql } from 'kysely';
import type { Roles } from '../../identity/roles';
import type { Email } from '../../mail/email-address';
import type { ScimUser, UserChanges } from '../../scim/user';
import type { LockedAccount } from '../accounts/account-transaction';
import { memberObject, rolesOf } from '../accounts/members';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { type Answer, read, type Tx, write } from '../database/database';
import type { Row } from '../database/tables';
import { OPERATOR } from '../invitations/invitations';
import { NEW_MEMBER } from '../sso/find-sso-member';
import {
  type ChangedMember,
  prepareChange,
  readChanged,
  requireChangeable,
  requireVerified,
  userNameExists,
} from './change-user';
import { nameOfMember } from './member-name';
import {
  idsByUserName,
  parseUserName,
  type ScimMemberRow,
  selectScimMembers,
  selectVerifiedDomains,
} from './scim-member';
import { withScimLock } from './scim-transaction';

/** A user of a POST. */
export type NewScimUser = UserChanges & Pick<ScimUser, 'userName'>;

/**
 * Adds a member whom an identity provider sends. The user may be known already, from another account. A member who has
 * logged in with the account's identity provider is adopted.
 *
 * @throws ScimError `uniqueness` for another member, `invalidValue` for an address outside of the verified domains.
 */
export function addScimUser(call: Call, given: NewScimUser): Promise<ChangedMember> {
  const address = parseUserName(given.userName);
  return withScimLock(call, async (locked) => {
    const { tx, accountId } = locked;
    const domains = read(tx, selectVerifiedDomains(tx, accountId));
    const members = lockKnown(locked, { ...given, key: address.key });
    const user = read(tx, tx.selectFrom('users').select('id').where('email_key', '=', address.key));
    const invitation = readInvitation(locked, address.key);
    const verified = (await domains()).map(({ domain }) => domain);
    requireVerified(address.key, verified);
    const [known, other] = await members();
    if (known !== undefined) {
      requireChangeable(known);
      if (other !== undefined || known.isAdopted || !known.hasIdentity) throw userNameExists();
      const adopt = prepareChange(call, locked, known.id);
      return adopt(known, given);
    }
    const [found] = await user();
    const [invited] = await invitation();
    return insert(call, locked, { given, address, userId: found?.id, invited });
  });
}

interface Sought {
  readonly key: string;
  readonly externalId?: string | null | undefined;
}

type KnownMember = ScimMemberRow & { readonly hasIdentity: boolean };

// The members with the userName or the externalId, which may also be the subject at the account's identity provider.
function lockKnown(
  { tx, accountId, rpId }: LockedAccount,
  { key, externalId = null }: Sought,
): Answer<readonly KnownMember[]> {
  const ofProviders = sql`public.user_identities i join public.identity_providers p on p.id = i.idp_id
    where p.account_id = ${accountId}`;
  const ids = sql<string>`array(${idsByUserName(accountId, key)}
    union select id from public.memberships where account_id = ${accountId} and external_id = ${externalId}
    union select n.id from public.identity_providers p
      join public.user_identities i on i.idp_id = p.id and i.subject = ${externalId}
      join public.memberships n on n.user_id = i.user_id and n.account_id = ${accountId}
      where p.account_id = ${accountId})`;
  const query = selectScimMembers({ database: tx, rpId })
    .select(
      sql<boolean>`exists (select from ${ofProviders} and i.user_id = m.user_id)`.as('hasIdentity'),
    )
    .where('m.id', '=', sql<string>`any(${ids})`)
    .orderBy('m.id')
    .forUpdate('m');
  return read(tx, query);
}

type Invited = Row<'invitations'> & { readonly isByAdministrator: boolean };

// An invitation's roles count if an administrator, or the operator, may have wanted them.
function readInvitation({ tx, accountId }: LockedAccount, key: string): Answer<readonly Invited[]> {
  const query = tx
    .selectFrom('invitations')
    .selectAll()
    .select(
      sql<boolean>`invited_by = ${OPERATOR} or exists (
        select from public.memberships b where b.id = invited_by and b.administrator and b.active)`.as(
        'isByAdministrator',
      ),
    )
    .where('account_id', '=', accountId)
    .where('email_key', '=', key)
    .where('expires_at', '>', sql<Date>`now()`)
    .forUpdate();
  return read(tx, query);
}

interface Joining {
  readonly given: NewScimUser;
  readonly address: Email;
  /** Undefined for a new user. */
  readonly userId: string | undefined;
  readonly invited: Invited | undefined;
}

async function insert(
  call: Call,
  locked: LockedAccount,
  { given, address, userId, invited }: Joining,
): Promise<ChangedMember> {
  const { tx, accountId } = locked;
  const { externalId = null, givenName = null, familyName = null, displayName = null } = given;
  const user = { ...given, externalId, givenName, familyName, displayName };
  const id = newId('mbr');
  const roles: Roles = invited?.isByAdministrator === true ? rolesOf(invited) : NEW_MEMBER;
  const { active = true } = given;
  const owner = userId ?? (await insertUser(tx, address, nameOfMember(user)));
  const values = {
    id,
    account_id: accountId,
    user_id: owner,
    ...roles,
    active,
    managed: true,
    external_id: externalId,
    scim_user_name: given.userName,
    scim_user_key: address.key,
    given_name: givenName,
    family_name: familyName,
    display_name: displayName,
  };
  await write(tx, tx.insertInto('memberships').values(values));
  // It is used, and its inviter sees it in the event.
  const key = address.key;
  await write(
    tx,
    tx.deleteFrom('invitations').where('account_id', '=', accountId).where('email_key', '=', key),
  );
  const object = {
    ...memberObject({ id, userId: owner, email: address.email }),
    roles,
    active,
    ...(userId === undefined ? { newUser: true } : {}),
    ...(invited === undefined ? {} : { invitation: invited.id }),
  };
  await recordEvent(tx, call, { type: 'membership_created', object });
  return readChanged(locked, id);
}

// Without a password: the user logs in with the identity provider.
async function insertUser(tx: Tx, { email, key }: Email, name: string): Promise<string> {
  const id = newId('usr');
  await write(tx, tx.deleteFrom('sign_ups').where('email_key', '=', key));
  const values = { id, email, email_key: key, name, password_hash: null };
  await write(tx, tx.insertInto('users').values(values));
  return id;
}
