import { type RawBuilder, sql } from 'kysely';
import type { GroupAttribute } from '../../scim/group-attributes';
import { invalidFilter } from '../../scim/scim-error';
import type { Database } from '../database/database';
import type { FilterColumn } from './filter-condition';

/** A member of a group as an identity provider sees it. */
export interface GroupMember {
  readonly value: string;
  readonly display: string;
}

/** A group as an identity provider sees it. */
export interface ScimGroup {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  /** Undefined if they were not read. */
  readonly members?: readonly GroupMember[] | undefined;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

const MEMBERS = sql<readonly GroupMember[]>`coalesce((
  select json_agg(json_build_object('value', m.id, 'display', coalesce(m.scim_user_name, u.email)) order by m.id)
  from public.scim_group_members x join public.memberships m on m.id = x.membership_id
  join public.users u on u.id = m.user_id where x.group_id = g.id), '[]')`;

/** Returns a query of groups `g`. */
export function selectScimGroups(database: Database, withMembers: boolean) {
  const members: RawBuilder<readonly GroupMember[] | null> = withMembers ? MEMBERS : sql`null`;
  return database
    .selectFrom('scim_groups as g')
    .select([
      'g.id',
      'g.display_name as displayName',
      'g.external_id as externalId',
      'g.team',
      'g.created_at as createdAt',
      'g.changed_at as changedAt',
      members.as('members'),
    ]);
}

type GroupRow = Awaited<ReturnType<ReturnType<typeof selectScimGroups>['executeTakeFirstOrThrow']>>;

export function scimGroupOf({ team: _team, members, ...row }: GroupRow): ScimGroup {
  return members === null ? row : { ...row, members };
}

/** Returns the key of a group's name. Names that differ only in case are the same. */
export function groupNameKey(displayName: string): string {
  return displayName.normalize('NFC').toLowerCase();
}

/** The columns of the attributes that filters compare. */
export const GROUP_COLUMNS: Readonly<Record<GroupAttribute, FilterColumn>> = {
  id: { column: sql`g.id`, type: 'exact' },
  displayName: {
    column: sql`g.display_name`,
    type: 'text',
    lookUp: (value) => sql<boolean>`g.name_key = ${groupNameKey(value)}`,
  },
  externalId: { column: sql`g.external_id`, type: 'exact' },
  member: {
    get column(): never {
      throw invalidFilter('compares members by eq');
    },
    type: 'exact',
    lookUp: (value) =>
      sql<boolean>`exists (
        select from public.scim_group_members x where x.group_id = g.id and x.membership_id = ${value})`,
  },
  created: { column: sql`g.created_at`, type: 'time' },
  lastModified: { column: sql`g.changed_at`, type: 'time' },
};
