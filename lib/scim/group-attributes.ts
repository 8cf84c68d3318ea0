/** The attributes of a group that filters compare. */
export type GroupAttribute =
  | 'id'
  | 'displayName'
  | 'externalId'
  | 'member'
  | 'created'
  | 'lastModified';

/** The same by their names in lowercase. */
export const GROUP_ATTRIBUTES: ReadonlyMap<string, GroupAttribute> = new Map([
  ['id', 'id'],
  ['displayname', 'displayName'],
  ['externalid', 'externalId'],
  ['members', 'member'],
  ['members.value', 'member'],
  ['meta.created', 'created'],
  ['meta.lastmodified', 'lastModified'],
]);
