import { sql } from 'kysely';
import { invalidValue, ScimError } from '../../scim/scim-error';
import type { ScimUser, UserChanges } from '../../scim/user';
import type { LockedAccount } from '../accounts/account-transaction';
import { memberObject } from '../accounts/members';
import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { type Answer, check, read, readOne, type Tx, write } from '../database/database';
import { noticeOfAdministrator } from '../notifications/notify-account';
import { prepareActivation } from '../operations/admin/set-member-active';
import { nameOfMember } from './member-name';
import {
  idsByUserName,
  parseUserName,
  type ScimMember,
  type ScimMemberRow,
  scimMemberOf,
  selectGroupsOf,
  selectScimMembers,
  selectScimUsers,
  selectVerifiedDomains,
} from './scim-member';
import { valuesByOwner } from './scim-page';
import { withScimLock } from './scim-transaction';

/** A member after a change. */
export interface ChangedMember {
  /** With the groups, unless they are too many for one answer. */
  readonly member: Answer<ScimMember>;
  /** Sends the notices about an administrator who was enabled. Call it after the commit. */
  readonly notify?: () => Promise<void>;
}

/**
 * Changes a member as an identity provider wants it. The first change makes the member a managed one.
 *
 * @param changesOf - returns what to set, from what is there. It runs under the lock of the member.
 * @throws ScimError
 */
export function changeUser(
  call: Call,
  id: string,
  changesOf: (user: ScimUser) => UserChanges,
): Promise<ChangedMember> {
  return withScimLock(call, (locked) => {
    const member = lockScimMember(call, locked, id);
    const apply = prepareChange(call, locked, id);
    return member().then((found) => apply(found, changesOf(scimMemberOf(found))));
  });
}

/** Locks a member for a change. @throws ScimError 404, and 409 for a member whom no provider may change. */
export function lockScimMember(
  call: Call,
  { tx, accountId }: LockedAccount,
  id: string,
): Answer<ScimMemberRow> {
  const query = selectScimMembers({ database: tx, rpId: call.settings.rpId })
    .where('m.account_id', '=', accountId)
    .where('m.id', '=', id);
  return check(tx, query.forUpdate('m'), ([found]) => {
    if (found === undefined) throw new ScimError(404, 'There is no such user in this account.');
    requireChangeable(found);
    return found;
  });
}

/** @throws ScimError 409 for an administrator who is kept for emergencies. */
export function requireChangeable({ breakGlass }: Pick<ScimMemberRow, 'breakGlass'>): void {
  if (!breakGlass) return;
  throw new ScimError(
    409,
    'This administrator gets in without single sign-on, and no provider may change that.',
  );
}

type Apply = (before: ScimMemberRow, changes: UserChanges) => Promise<ChangedMember>;

const NAMES = [
  'userName',
  'externalId',
  'givenName',
  'familyName',
  'displayName',
  'active',
] as const satisfies readonly (keyof ScimUser)[];

/** Prepares a change of a member. @returns a function that changes the locked member. */
export function prepareChange(call: Call, locked: LockedAccount, id: string): Apply {
  const { tx, accountId } = locked;
  const domains = read(tx, selectVerifiedDomains(tx, accountId));
  const setActive = prepareActivation(call, locked, id);
  return async (before, changes) => {
    const current = scimMemberOf(before);
    const wanted: ScimUser = { ...current, ...changes };
    const changed: readonly string[] = NAMES.filter((name) => current[name] !== wanted[name]);
    if (before.isAdopted && changed.length === 0) return readChanged(locked, id);
    const verified = (await domains()).map(({ domain }) => domain);
    const address = addressOf(before, wanted.userName);
    if (address.isNew) await requireFree(locked, before, { address, verified });
    await updateMember(tx, before, { wanted, address, verified, changed });
    const details = { changed: before.isAdopted ? changed : ['managed', ...changed] };
    if (wanted.active !== before.active) {
      const notices = await setActive(before, wanted.active, details);
      const after = { ...before, active: wanted.active, breakGlass: false };
      const notify = async () => notices?.(noticeOfAdministrator(after, 'enabled'));
      return { ...readChanged(locked, id), notify };
    }
    const object = { ...memberObject(before), ...details };
    await recordEvent(tx, call, { type: 'membership_updated', object });
    return readChanged(locked, id);
  };
}

/** Reads a member after a change, with the statements of the commit. */
export function readChanged({ tx }: LockedAccount, id: string): ChangedMember {
  const row = readOne(tx, selectScimUsers(tx).where('m.id', '=', id));
  const groups = read(tx, selectGroupsOf(sql`select ${id}`));
  return {
    member: async () => ({
      ...scimMemberOf(await row()),
      groups: valuesByOwner(await groups(), 'groups')?.(id),
    }),
  };
}

/** The address by which the provider knows a member. */
interface Address {
  readonly email: string;
  readonly key: string;
  readonly isNew: boolean;
}

function addressOf({ scimUserKey, emailKey, email }: ScimMemberRow, userName: string): Address {
  const key = scimUserKey ?? emailKey;
  if (userName.toLowerCase() === key) return { email, key, isNew: false };
  const parsed = parseUserName(userName);
  return { ...parsed, isNew: parsed.key !== key };
}

interface Verified {
  readonly address: Address;
  /** The domains that the account has verified. */
  readonly verified: readonly string[];
}

async function requireFree(
  { tx, accountId }: LockedAccount,
  { id }: ScimMemberRow,
  { address, verified }: Verified,
): Promise<void> {
  requireVerified(address.key, verified);
  const others = sql<{ id: string }>`
    select id from (${idsByUserName(accountId, address.key)}) as found where id <> ${id}`;
  await check(tx, others, ([other]) => {
    if (other !== undefined) throw userNameExists();
  })();
}

/** @throws ScimError 400 unless the account has verified the domain of an address. */
export function requireVerified(key: string, verified: readonly string[]): void {
  if (isVerified(key, verified)) return;
  throw invalidValue('userName', 'must be in a domain that the account has verified');
}

function isVerified(key: string, verified: readonly string[]): boolean {
  return verified.includes(key.slice(key.indexOf('@') + 1));
}

/** Returns the refusal of a `userName` that another user has. */
export function userNameExists(): ScimError {
  return new ScimError(409, 'Another user has this userName or externalId.', 'uniqueness');
}

interface Update extends Verified {
  readonly wanted: ScimUser;
  readonly changed: readonly string[];
}

async function updateMember(tx: Tx, before: ScimMemberRow, update: Update): Promise<void> {
  const { wanted, address, changed } = update;
  const columns = {
    managed: true,
    external_id: wanted.externalId,
    scim_user_name: wanted.userName,
    scim_user_key: address.key,
    given_name: wanted.givenName,
    family_name: wanted.familyName,
    display_name: changed.includes('displayName') ? wanted.displayName : before.displayName,
    changed_at: sql<Date>`now()`,
  };
  await write(tx, tx.updateTable('memberships').set(columns).where('id', '=', before.id));
  const user = { ...nameColumns(before, update), ...addressColumns(before, update) };
  if (Object.keys(user).length === 0) return;
  if ('email_key' in user) await deleteLinks(tx, before.userId, address.key);
  await write(tx, tx.updateTable('users').set(user).where('id', '=', before.userId));
}

const NAMING = ['displayName', 'givenName', 'familyName'];

// The user's own name and address are the account's to change only if the user logs in to no other account and has no
// password.
function nameColumns(before: ScimMemberRow, { wanted, changed }: Update) {
  if (!before.isOwned || !changed.some((field) => NAMING.includes(field))) return {};
  const name = nameOfMember(wanted);
  return name === before.name ? {} : { name };
}

function addressColumns(before: ScimMemberRow, { address, verified }: Update) {
  const isChanged = address.isNew && before.isOwned && isVerified(before.emailKey, verified);
  return isChanged ? { email: address.email, email_key: address.key } : {};
}

// Their links were mailed to the old address, or are for an address that is in use now.
async function deleteLinks(tx: Tx, userId: string, key: string): Promise<void> {
  await write(tx, tx.deleteFrom('password_resets').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('email_changes').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('sign_ups').where('email_key', '=', key));
}
