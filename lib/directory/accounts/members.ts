import { boolean, type InferOutput, nullable, strictObject, string } from 'valibot';
import type { DeveloperLevel, Roles, TeamLevel } from '../../identity/roles';
import type { Database } from '../database/database';
import { id, roles, time } from '../schemas';

/** A member of an account, as the other members see them. */
export const member = strictObject({
  id,
  user: strictObject({ id, email: string(), name: string() }),
  roles,
  active: boolean(),
  /** Whether the user has a second factor; null for callers who do not manage members. */
  mfaEnabled: nullable(boolean()),
  createdAt: time,
});

export interface MemberRow {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  readonly administrator: boolean;
  readonly active: boolean;
  readonly mfaEnabled: boolean;
  readonly createdAt: Date;
}

/** Memberships `m` with their users `u`. */
export function selectMembers(database: Database) {
  return database
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select((the) => [
      'm.id',
      'm.user_id as userId',
      'u.email',
      'u.name',
      'm.developer',
      'm.team',
      'm.administrator',
      'm.active',
      the('u.totp_confirmed_at', 'is not', null).$castTo<boolean>().as('mfaEnabled'),
      'm.created_at as createdAt',
    ]);
}

/** What a membership lets its user do. */
export function rolesOf({ developer, team, administrator }: Roles): Roles {
  return { developer, team, administrator };
}

/** A member for those who manage members. */
export function describeMember(row: MemberRow): InferOutput<typeof member> {
  const { userId, email, name, active, mfaEnabled, createdAt } = row;
  return {
    id: row.id,
    user: { id: userId, email, name },
    roles: rolesOf(row),
    active,
    mfaEnabled,
    createdAt: createdAt.toISOString(),
  };
}

/** A member as the log of events keeps them. */
export function memberObject(row: Pick<MemberRow, 'id' | 'userId' | 'email'>) {
  return { type: 'membership', id: row.id, userId: row.userId, email: row.email };
}
