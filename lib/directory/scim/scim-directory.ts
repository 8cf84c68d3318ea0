import { edgeOf } from '../../edge/take-edge';
import type { GroupChanges } from '../../scim/group';
import { ScimError } from '../../scim/scim-error';
import type { ScimUser, UserChanges } from '../../scim/user';
import type { Context, Principal } from '../../types';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { databaseAt } from '../database/database';
import { isUnavailable, isUniqueViolation } from '../database/database-errors';
import { DirectoryError, ERRORS } from '../errors';
import { directorySettings } from '../settings';
import { addScimUser, type NewScimUser } from './add-scim-user';
import { addGroup, changeGroup, type NewGroup, removeGroup } from './change-group';
import { type ChangedMember, changeUser } from './change-user';
import type { ScimGroup } from './scim-group';
import { findGroup, type GroupQuery, listGroups } from './scim-groups';
import type { ScimMember } from './scim-member';
import type { ScimPage } from './scim-page';
import { findUser, listUsers, removeUser, type UserQuery } from './scim-users';

export type { ScimGroup } from './scim-group';
export type { ScimMember } from './scim-member';

/** The members of an account, for the identity provider whose token a request has. Every method throws `ScimError`. */
export interface ScimDirectory {
  /** The address of the service, with which every location begins. */
  readonly origin: string;
  listUsers(query: UserQuery): Promise<ScimPage<ScimMember>>;
  findUser(id: string, withGroups: boolean): Promise<ScimMember>;
  createUser(user: NewScimUser): Promise<ScimMember>;
  /** Applies changes under the lock of the member: two requests run one after the other. */
  changeUser(id: string, changesOf: (user: ScimUser) => UserChanges): Promise<ScimMember>;
  removeUser(id: string): Promise<void>;
  listGroups(query: GroupQuery): Promise<ScimPage<ScimGroup>>;
  findGroup(id: string, withMembers: boolean): Promise<ScimGroup>;
  /** Its answer, and that of a change, leaves out members that are too many for one answer. */
  addGroup(group: NewGroup, withMembers: boolean): Promise<ScimGroup>;
  changeGroup(id: string, changes: GroupChanges, withMembers: boolean): Promise<ScimGroup>;
  removeGroup(id: string): Promise<void>;
}

// As in an endpoint of the directory.
const TIME_LIMIT_MS = 6000;

/** Returns the members of the account of an accepted caller. */
export function scimDirectory(context: Context, principal: Principal): ScimDirectory {
  const call = scimCall(context, principal);
  const changed = async ({ member, notify }: ChangedMember) => {
    await notify?.();
    return member();
  };
  return {
    origin: call.settings.origin,
    listUsers: (query) => refusable(() => listUsers(call, query)),
    findUser: (id, withGroups) => refusable(() => findUser(call, id, withGroups)),
    createUser: (user) => refusable(async () => changed(await addScimUser(call, user))),
    changeUser: (id, changesOf) =>
      refusable(async () => changed(await changeUser(call, id, changesOf))),
    removeUser: (id) => refusable(() => removeUser(call, id)),
    listGroups: (query) => refusable(() => listGroups(call, query)),
    findGroup: (id, withMembers) => refusable(() => findGroup(call, id, withMembers)),
    addGroup: (group, withMembers) =>
      refusable(async () => (await addGroup(call, group, withMembers))()),
    changeGroup: (id, changes, withMembers) =>
      refusable(async () => (await changeGroup(call, { id, changes, withMembers }))()),
    removeGroup: (id) => refusable(() => removeGroup(call, id)),
  };
}

function scimCall(context: Context, { directory, scheme }: Principal): Call {
  const settings = directorySettings(context);
  if ('problems' in settings) throw new Error('the directory is not configured.');
  const endsAt = performance.now() + TIME_LIMIT_MS;
  return {
    database: databaseAt(settings.database, endsAt),
    endsAt,
    settings,
    caller: directory,
    source: scheme,
    requestId: newId('req'),
    address: edgeOf(context)?.address ?? null,
    device: 'unknown',
    setSession() {
      throw new Error('an identity provider has no session.');
    },
  };
}

async function refusable<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (reason) {
    throw asRefusal(reason);
  }
}

// The code of PostgreSQL for a lock that other requests of the account hold for too long.
const LOCK_NOT_AVAILABLE = '55P03';

function asRefusal(reason: unknown): unknown {
  if (isUniqueViolation(reason)) {
    return new ScimError(409, 'Another object has this name or externalId.', 'uniqueness');
  }
  if (isUnavailable(reason)) {
    const { code } = reason as { readonly code?: string };
    const isBusy = code === LOCK_NOT_AVAILABLE;
    return new ScimError(
      isBusy ? 429 : 503,
      isBusy ? 'Too many requests change the account.' : ERRORS.UNAVAILABLE.message,
    );
  }
  if (!(reason instanceof DirectoryError)) return reason;
  // The token was deleted, or its owner was disabled, while the request ran.
  if (reason.code === 'FORBIDDEN') return new ScimError(401, 'The token is not valid.');
  const { status, message } = ERRORS[reason.code];
  return new ScimError(status, message);
}
