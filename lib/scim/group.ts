import { attributesOf, readText } from './attribute';
import { type Filter, parseFilter } from './filter';
import type { Change } from './patch';
import { invalidValue, ScimError } from './scim-error';

/** A change of a group's members, which does not depend on their number. */
export interface MemberChanges {
  /** Whether the members of before are removed. */
  readonly isReplaced: boolean;
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** What a request sets of a group. */
export interface GroupChanges {
  readonly displayName?: string;
  readonly externalId?: string | null;
  readonly members?: MemberChanges;
}

const NOTHING: MemberChanges = { isReplaced: false, added: new Set(), removed: new Set() };

/**
 * Reads a group of a POST or PUT. What the body does not have stays as it is.
 *
 * @throws ScimError `invalidValue`, also without a displayName.
 */
export function readGroup(body: unknown): GroupChanges & { readonly displayName: string } {
  const given = attributesOf(body);
  const externalId = given.get('externalid');
  const members = given.get('members');
  return {
    displayName: readName(given.get('displayname')),
    ...(externalId === undefined ? {} : { externalId: readText('externalId', externalId) }),
    ...(members === undefined ? {} : { members: replacedBy(members) }),
  };
}

/**
 * Reads a PATCH of a group. Of its changes of the members, the last one of each member counts.
 *
 * @throws ScimError
 */
export function patchGroup(changes: readonly Change[]): GroupChanges {
  return changes.reduce<GroupChanges>(patchOnce, {});
}

function patchOnce(before: GroupChanges, change: Change): GroupChanges {
  const { op, path, value } = change;
  if (path === 'members') {
    return { ...before, members: membersAfter(before.members ?? NOTHING, change) };
  }
  if (path === 'id') throw new ScimError(400, 'The id never changes.', 'mutability');
  if (path === 'externalid') {
    return { ...before, externalId: op === 'remove' ? null : readText('externalId', value) };
  }
  if (path !== 'displayname') return before;
  if (op !== 'remove') return { ...before, displayName: readName(value) };
  throw new ScimError(400, 'A group must have a displayName.', 'mutability');
}

function membersAfter(before: MemberChanges, { op, filter, value }: Change): MemberChanges {
  if (op === 'replace' && filter === undefined) return replacedBy(value);
  if (op === 'remove') {
    if (filter !== undefined) return without(before, idsIn(filter));
    // Microsoft Entra: the members in the value, and not all of them.
    return value === undefined || value === null ? replacedBy([]) : without(before, idsOf(value));
  }
  if (filter !== undefined) throw new ScimError(400, 'A path cannot be changed.', 'invalidPath');
  const ids = idsOf(value);
  const { isReplaced, added, removed } = before;
  const given = new Set(ids);
  return {
    isReplaced,
    added: new Set([...added, ...ids]),
    removed: new Set([...removed].filter((id) => !given.has(id))),
  };
}

function without({ isReplaced, added, removed }: MemberChanges, ids: readonly string[]) {
  const given = new Set(ids);
  return {
    isReplaced,
    added: new Set([...added].filter((id) => !given.has(id))),
    removed: new Set([...removed, ...ids]),
  };
}

function replacedBy(value: unknown): MemberChanges {
  return { isReplaced: true, added: new Set(idsOf(value)), removed: new Set() };
}

function readName(value: unknown): string {
  const name = value === undefined ? null : readText('displayName', value);
  if (name === null) throw invalidValue('displayName', 'must have a text');
  return name;
}

const ID = /^\w{1,40}$/;

// A list of objects, one object, or null for none. An id of another form is no member's.
function idsOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  return [value].flat().map((one) => {
    const id = attributesOf(one).get('value');
    if (typeof id === 'string' && ID.test(id)) return id;
    throw invalidValue('members', 'must have the ids of users of this account');
  });
}

const VALUE = new Map([['value', 'value']]);

// As in value eq "mbr_1" or value eq "mbr_2".
function idsIn(filter: string): readonly string[] {
  return idsOfFilter(parseFilter(filter, VALUE));
}

function idsOfFilter(filter: Filter): readonly string[] {
  if (filter.type === 'or') return filter.filters.flatMap(idsOfFilter);
  if (filter.type === 'compare' && filter.operator === 'eq' && filter.value !== null) {
    return [filter.value];
  }
  throw new ScimError(400, 'Members are selected by value eq "…".', 'invalidPath');
}
