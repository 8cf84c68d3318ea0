import { type RawBuilder, sql } from 'kysely';
import { type Email, parseEmail } from '../../mail/email-address';
import { invalidValue } from '../../scim/scim-error';
import type { ScimUser } from '../../scim/user';
import type { UserAttribute } from '../../scim/user-attributes';
import { type MemberRow, selectMembers } from '../accounts/members';
import type { LookupService } from '../call';
import type { Database } from '../database/database';
import { addressKey, type FilterColumn } from './filter-condition';
import { limitOf, type OwnValue, type RelatedValue } from './scim-page';

/** A member as an identity provider sees it. */
export interface ScimMember extends ScimUser {
  readonly id: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** Undefined if they were not read, or are too many for one answer. */
  readonly groups?: readonly OwnValue[] | undefined;
}

/** The columns of a member as an identity provider sees it. */
export type ScimUserRow = Awaited<
  ReturnType<ReturnType<typeof selectScimUsers>['executeTakeFirstOrThrow']>
>;

/** Returns a query of memberships `m` with their users `u`, as an identity provider sees them. */
export function selectScimUsers(database: Database) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select([
      'm.id',
      'u.email',
      'u.name',
      'm.active',
      'm.external_id as externalId',
      'm.scim_user_name as scimUserName',
      'm.given_name as givenName',
      'm.family_name as familyName',
      'm.display_name as displayName',
      'm.created_at as createdAt',
      'm.changed_at as changedAt',
    ]);
}

/** A member with what a change by the provider depends on. */
export type ScimMemberRow = Awaited<
  ReturnType<ReturnType<typeof selectScimMembers>['executeTakeFirstOrThrow']>
>;

/** As {@link selectScimUsers}, with what a change depends on. */
export function selectScimMembers(service: LookupService) {
  return selectMembers(service).select([
    'm.account_id as accountId',
    'u.email_key as emailKey',
    'm.managed as isAdopted',
    'm.external_id as externalId',
    'm.scim_user_name as scimUserName',
    'm.scim_user_key as scimUserKey',
    'm.given_name as givenName',
    'm.family_name as familyName',
    'm.display_name as displayName',
    'm.changed_at as changedAt',
    sql<boolean>`u.password_hash is null and not exists (
      select from public.memberships o where o.user_id = m.user_id and o.id <> m.id)`.as('isOwned'),
  ]);
}

/** Returns a member as an identity provider sees it. */
export function scimMemberOf(row: ScimUserRow): ScimMember {
  const { id, createdAt, changedAt, externalId, givenName, familyName, active } = row;
  return {
    id,
    userName: row.scimUserName ?? row.email,
    externalId,
    givenName,
    familyName,
    displayName: row.displayName ?? (isNamed(row) ? null : row.name),
    active,
    createdAt,
    changedAt,
  };
}

// The provider has named the user itself.
function isNamed({ givenName, familyName }: ScimUserRow): boolean {
  return givenName !== null || familyName !== null;
}

/** Selects the groups of members. @param ids - a query of the members' ids. */
export function selectGroupsOf(ids: RawBuilder<unknown>): RawBuilder<RelatedValue> {
  return sql`select x.membership_id as owner, g.id as value, g.display_name as display
    from (select group_id, membership_id from public.scim_group_members
      where membership_id = any(array(${ids})) ${limitOf('groups')}) x
    join public.scim_groups g on g.id = x.group_id`;
}

/** The part of a member row that events name. */
export type RecordedMember = Pick<MemberRow, 'id' | 'userId' | 'email'>;

/** Selects the ids of an account's members with a `userName`, by two indexes. At most one. */
export function idsByUserName(accountId: string, key: string): RawBuilder<string> {
  return sql<string>`select id from public.memberships where account_id = ${accountId} and scim_user_key = ${key}
    union all select n.id from public.users v join public.memberships n on n.user_id = v.id
    where v.email_key = ${key} and n.account_id = ${accountId} and n.scim_user_key is null`;
}

/** Returns the columns of the attributes that filters compare. */
export function userColumns(accountId: string): Readonly<Record<UserAttribute, FilterColumn>> {
  const userName: FilterColumn = {
    column: sql`coalesce(m.scim_user_key, u.email_key)`,
    type: 'text',
    lookUp: (value) =>
      sql<boolean>`m.id = any(array(${idsByUserName(accountId, addressKey(value))}))`,
  };
  return {
    id: { column: sql`m.id`, type: 'exact' },
    userName,
    externalId: { column: sql`m.external_id`, type: 'exact' },
    displayName: { column: sql`coalesce(m.display_name, u.name)`, type: 'text' },
    givenName: { column: sql`m.given_name`, type: 'text' },
    familyName: { column: sql`m.family_name`, type: 'text' },
    active: { column: sql`m.active`, type: 'boolean' },
    emailType: { column: sql`'work'::text`, type: 'text' },
    emailPrimary: { column: sql`true`, type: 'boolean' },
    created: { column: sql`m.created_at`, type: 'time' },
    lastModified: { column: sql`m.changed_at`, type: 'time' },
  };
}

/** Parses a `userName`. @throws ScimError `invalidValue` if it is not an email address. */
export function parseUserName(userName: string): Email {
  const address = parseEmail(userName);
  if (address === null) throw invalidValue('userName', 'must be an email address');
  return address;
}

/** Returns the query of an account's verified domains, of which there are few. */
export function selectVerifiedDomains(database: Database, accountId: string) {
  return database
    .selectFrom('account_domains')
    .select('domain')
    .where('account_id', '=', accountId)
    .where('verified_at', 'is not', null);
}
