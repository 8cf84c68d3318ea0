import { randomBytes } from 'node:crypto';

/** One request of an identity provider, in an account with a user and a group of that user. */
export interface ScimRequestCase {
  readonly method: string;
  /** After `/scim/v2`. */
  readonly target: string;
  readonly body?: object;
}

/** What a request names. */
export interface ScimNames {
  /** The id of a user. */
  readonly user: string;
  readonly userName: string;
  readonly externalId: string;
  /** The id of a group. */
  readonly group: string;
}

const filtered = (text: string): ScimRequestCase => ({
  method: 'GET',
  target: `/Users?filter=${encodeURIComponent(text)}`,
});
const patch = (target: string, ...Operations: object[]): ScimRequestCase => ({
  method: 'PATCH',
  target,
  body: { Operations },
});
const any = () => randomBytes(6).toString('hex');

/** Requests by their names. */
export type ScimRequestCases = Readonly<Record<string, (names: ScimNames) => ScimRequestCase>>;

/** The requests that read, by their names. */
export const SCIM_READS: ScimRequestCases = {
  'GET of a user': ({ user }) => ({ method: 'GET', target: `/Users/${user}` }),
  'GET of users by `userName`': ({ userName }) => filtered(`userName eq "${userName}"`),
  'GET of users by `externalId`': ({ externalId }) => filtered(`externalId eq "${externalId}"`),
  'GET of users by the work address': ({ userName }) =>
    filtered(`emails[type eq "work"].value eq "${userName}"`),
  'GET of a page of users': () => ({ method: 'GET', target: '/Users?startIndex=1&count=100' }),
  'GET of a group': ({ group }) => ({ method: 'GET', target: `/Groups/${group}` }),
  'GET of a group without members': ({ group }) => ({
    method: 'GET',
    target: `/Groups/${group}?excludedAttributes=members`,
  }),
  'GET of groups by `displayName`': () => ({
    method: 'GET',
    target: `/Groups?filter=${encodeURIComponent('displayName eq "Nobody"')}`,
  }),
  'GET of a page of groups': () => ({ method: 'GET', target: '/Groups?startIndex=1&count=100' }),
};

/** The requests that change something, by their names. */
export const SCIM_CHANGES: ScimRequestCases = {
  'POST of a user': () => ({
    method: 'POST',
    target: '/Users',
    body: { userName: `${any()}@example.com`, externalId: any(), active: true },
  }),
  'PUT of a user': ({ user, userName }) => ({
    method: 'PUT',
    target: `/Users/${user}`,
    body: { userName, displayName: any(), active: true },
  }),
  'PATCH of the name of a user': ({ user }) =>
    patch(`/Users/${user}`, { op: 'replace', path: 'displayName', value: any() }),
  'PATCH of the address of a user': ({ user }) =>
    patch(`/Users/${user}`, { op: 'replace', path: 'userName', value: `${any()}@example.com` }),
  'PATCH that disables a user': ({ user }) =>
    patch(`/Users/${user}`, { op: 'replace', value: { active: false } }),
  'DELETE of a user': ({ user }) => ({ method: 'DELETE', target: `/Users/${user}` }),
  'POST of a group': ({ user }) => ({
    method: 'POST',
    target: '/Groups',
    body: { displayName: any(), members: [{ value: user }] },
  }),
  'PUT of a group': ({ group, user }) => ({
    method: 'PUT',
    target: `/Groups/${group}`,
    body: { displayName: any(), members: [{ value: user }] },
  }),
  'PATCH of the name of a group': ({ group }) =>
    patch(`/Groups/${group}`, { op: 'replace', value: { displayName: any() } }),
  'PATCH of the members of a group with roles': ({ group, user }) =>
    patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${user}"]` }),
  'DELETE of a group with roles': ({ group }) => ({ method: 'DELETE', target: `/Groups/${group}` }),
};
