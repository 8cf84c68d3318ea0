import { attributesOf, readBoolean, readText } from './attribute';
import type { Change } from './patch';
import { invalidValue, ScimError } from './scim-error';

/** What an identity provider manages of a member. Null: no value. */
export interface ScimUser {
  /** The email address, as the provider spells it. */
  readonly userName: string;
  readonly externalId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  readonly active: boolean;
}

/** The attributes of a user that a request sets. */
export type UserChanges = { readonly [Name in keyof ScimUser]?: ScimUser[Name] };

type Text = 'externalId' | 'givenName' | 'familyName' | 'displayName';

// Everything else is ignored: providers send what their administrators map (RFC 7644 section 3.3).
const TEXTS: ReadonlyMap<string, Text> = new Map([
  ['externalid', 'externalId'],
  ['displayname', 'displayName'],
  ['name.givenname', 'givenName'],
  ['name.familyname', 'familyName'],
]);

/**
 * Reads a user of a POST or PUT. What the body does not have stays as it is, and so does `active` if it is null, which
 * Microsoft Entra sends for what is empty.
 *
 * @throws ScimError `invalidValue`, also without a userName.
 */
export function readUser(body: unknown): UserChanges & Pick<ScimUser, 'userName'> {
  const changes: UserChanges = {};
  for (const [path, value] of attributesOf(body)) {
    if (path !== 'active' || value !== null) Object.assign(changes, changesOf(path, value));
  }
  return { ...changes, userName: changes.userName ?? readUserName(null) };
}

/**
 * Applies a PATCH to a user. Later changes see the earlier ones.
 *
 * @throws ScimError
 */
export function patchUser(user: ScimUser, changes: readonly Change[]): ScimUser {
  return changes.reduce(patchOnce, user);
}

function patchOnce(user: ScimUser, { op, path, filter, value }: Change): ScimUser {
  if (filter !== undefined) return user;
  if (op === 'remove') return { ...user, ...removalOf(path) };
  if (path === 'id') throw new ScimError(400, 'The id never changes.', 'mutability');
  return { ...user, ...changesOf(path, value) };
}

function removalOf(path: string): UserChanges {
  if (path === 'name') return { givenName: null, familyName: null };
  const name = TEXTS.get(path);
  if (name !== undefined) return { [name]: null };
  if (['id', 'username', 'active'].includes(path)) {
    throw new ScimError(400, 'A user must have this attribute.', 'mutability');
  }
  return {};
}

// The value of `name` is an object.
function changesOf(path: string, value: unknown): UserChanges {
  if (path !== 'name') return changeOf(path, value);
  const changes: UserChanges = {};
  for (const [part, one] of attributesOf(value)) {
    Object.assign(changes, changeOf(`name.${part}`, one));
  }
  return changes;
}

function changeOf(path: string, value: unknown): UserChanges {
  const name = TEXTS.get(path);
  if (name !== undefined) return { [name]: readText(name, value) };
  if (path === 'username') return { userName: readUserName(value) };
  if (path === 'active') return { active: readBoolean('active', value) };
  return {};
}

function readUserName(value: unknown): string {
  const userName = readText('userName', value);
  if (userName === null) throw invalidValue('userName', 'must be an email address');
  return userName;
}
