import { sql } from 'kysely';
import { type InferOutput, nullable, number, strictObject, string } from 'valibot';
import { check, type Database } from '../database/database';
import { DirectoryError } from '../errors';
import { id, roles, timestamp } from '../schemas';
import type { LockedAccount } from './account-transaction';

/** A group of an identity provider. */
export const group = strictObject({
  id,
  name: string(),
  /** The number of its members. */
  members: number(),
  /** The roles that it gives its members. Null if it gives none. */
  roles: nullable(roles),
  createdAt: timestamp,
  changedAt: timestamp,
});

/** Returns a query of groups `g`. */
export function selectGroups(database: Database) {
  return database
    .selectFrom('scim_groups as g')
    .select([
      'g.id',
      'g.display_name as name',
      'g.developer',
      'g.team',
      'g.administrator',
      'g.created_at as createdAt',
      'g.changed_at as changedAt',
      sql<number>`(select count(*)::int from public.scim_group_members x where x.group_id = g.id)`.as(
        'members',
      ),
    ]);
}

export type GroupRow = Awaited<
  ReturnType<ReturnType<typeof selectGroups>['executeTakeFirstOrThrow']>
>;

export function describeGroup(row: GroupRow): InferOutput<typeof group> {
  const { name, members, developer, team, administrator, createdAt, changedAt } = row;
  return {
    id: row.id,
    name,
    members,
    roles: developer === null || team === null ? null : { developer, team, administrator },
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

/**
 * Requires that no group gives a member roles, since the next change of the group would replace others. The check is sent
 * with the next statement.
 *
 * @throws DirectoryError there: `MANAGED_BY_IDENTITY_PROVIDER`
 */
export function requireNoGroupRoles({ tx }: LockedAccount, memberId: string): void {
  const mapped = sql`select from public.memberships m
    join public.accounts a on a.id = m.account_id and a.provisioning = 'scim'
    join public.scim_group_members x on x.membership_id = m.id
    join public.scim_groups g on g.id = x.group_id and g.team is not null
    where m.id = ${memberId} and not m.break_glass limit 1`;
  check(tx, mapped, ({ length }) => {
    if (length > 0) throw new DirectoryError('MANAGED_BY_IDENTITY_PROVIDER');
  });
}
