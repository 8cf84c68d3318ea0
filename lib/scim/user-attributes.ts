/** The attributes of a user that filters compare. */
export type UserAttribute =
  | 'id'
  | 'userName'
  | 'externalId'
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'active'
  | 'emailType'
  | 'emailPrimary'
  | 'created'
  | 'lastModified';

/** The same by their names in lowercase. A user has one address, which is the `userName`. */
export const USER_ATTRIBUTES: ReadonlyMap<string, UserAttribute> = new Map([
  ['id', 'id'],
  ['username', 'userName'],
  ['emails', 'userName'],
  ['emails.value', 'userName'],
  ['emails.type', 'emailType'],
  ['emails.primary', 'emailPrimary'],
  ['externalid', 'externalId'],
  ['displayname', 'displayName'],
  ['name.givenname', 'givenName'],
  ['name.familyname', 'familyName'],
  ['active', 'active'],
  ['meta.created', 'created'],
  ['meta.lastmodified', 'lastModified'],
]);
