import type { paths } from '../../../client/api';

type Output<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Data } } } };
}
  ? Data
  : never;

type Item<Path extends keyof paths> =
  Output<Path> extends { items: readonly (infer Data)[] } ? Data : never;

export type Member = Item<'/admin/list-members'>;
export type Invitation = Item<'/admin/list-invitations'>;
export type ServiceUser = Item<'/admin/list-service-users'>;
export type Credential = Item<'/admin/list-credentials'>;
export type Account = Output<'/admin/show-account'>;
export type IdentityProviders = Output<'/admin/list-identity-providers'>;
export type IdentityProvider = Item<'/admin/list-identity-providers'>;
export type Domains = Output<'/admin/list-domains'>;
export type Domain = Item<'/admin/list-domains'>;
export type Provisioning = Output<'/admin/show-provisioning'>;
export type Group = Item<'/admin/list-groups'>;
export type IpRestrictions = Output<'/admin/show-ip-restrictions'>;
export type RestrictionType = 'dashboard' | 'api';
export type IpRestriction = NonNullable<IpRestrictions[RestrictionType]>;

/** An event. Its object has details that depend on the type. */
export type Event = Item<'/admin/list-events'> & {
  readonly object: Readonly<Record<string, unknown>>;
};

/** The entries of a query that have a value. */
export type Given<Query> = {
  readonly [Name in keyof Query]?: Exclude<Query[Name], undefined>;
};

/** Returns a query without the entries that are empty or undefined. */
export function given<Query extends object>(query: Query): Given<Query> {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as Given<Query>;
}
