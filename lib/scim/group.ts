import { attributesOf, readText } from './attribute';
import { type Filter, parseFilter } from './filter';
import type { Change } from './patch';
import { invalidValue, ScimError } from './scim-error';

/** A change of a group's members, which does not depend on their number. */
export interface MemberChanges {
  /** Whether the earlier members are removed. */
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
  const members = { isReplaced: false, added: new Set<string>(), removed: new Set<string>() };
  const result: { -readonly [Name in keyof GroupChanges]: GroupChanges[Name] } = {};
  for (const change of changes) {
    if (change.path === 'members') {
      changeMembers(members, change);
      result.members = members;
    } else Object.assign(result, changesOf(change));
  }
  return result;
}

function changesOf({ op, path, value }: Change): GroupChanges {
  if (path === 'id') throw new ScimError(400, 'The id never changes.', 'mutability');
  if (path === 'externalid') {
    return { externalId: op === 'remove' ? null : readText('externalId', value) };
  }
  if (path !== 'displayname') return {};
  if (op !== 'remove') return { displayName: readName(value) };
  throw new ScimError(400, 'A group must have a displayName.', 'mutability');
}

interface ChangingMembers {
  isReplaced: boolean;
  readonly added: Set<string>;
  readonly removed: Set<string>;
}

// It changes the sets in place: copies would take the product of the operations and the members.
function changeMembers(members: ChangingMembers, { op, filter, value }: Change): void {
  const hasValue = value !== undefined && value !== null;
  if (filter === undefined && (op === 'replace' || (op === 'remove' && !hasValue))) {
    members.isReplaced = true;
    members.added.clear();
    members.removed.clear();
  }
  if (op === 'remove') {
    // Microsoft Entra: the members in the value, and not all of them.
    const ids = filter === undefined ? idsOf(value) : idsIn(filter);
    for (const id of ids) {
      members.added.delete(id);
      members.removed.add(id);
    }
    return;
  }
  if (filter !== undefined) throw new ScimError(400, 'A path cannot be changed.', 'invalidPath');
  for (const id of idsOf(value)) {
    members.added.add(id);
    members.removed.delete(id);
  }
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
const MAX_IDS = 1000;

// As in value eq "mbr_1" or value eq "mbr_2".
function idsIn(filter: string): readonly string[] {
  return idsOfFilter(parseFilter(filter, VALUE, MAX_IDS));
}

function idsOfFilter(filter: Filter): readonly string[] {
  if (filter.type === 'or') return filter.filters.flatMap(idsOfFilter);
  if (filter.type === 'compare' && filter.operator === 'eq' && filter.value !== null) {
    return [filter.value];
  }
  throw new ScimError(400, 'Members are selected by value eq "…".', 'invalidPath');
}
