/** What a member may do with the account's product. */
export type DeveloperLevel = 'read-write' | 'read-only';

/** What a member may do with the account's other members. */
export type TeamLevel = 'manager' | 'invite-only' | 'read-only';

/** What a member of an account may do there. */
export interface Roles {
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  /** Everything, including what only administrators may. */
  readonly administrator: boolean;
}

/** What whoever makes an account is in it. */
export const ADMINISTRATOR: Roles = {
  developer: 'read-write',
  team: 'manager',
  administrator: true,
};

/** A level that a caller has to have at least, for `authorize: { role }`. */
export type RoleName = 'administrator' | `developer:${DeveloperLevel}` | `team:${TeamLevel}`;

const DEVELOPER: readonly DeveloperLevel[] = ['read-only', 'read-write'];
const TEAM: readonly TeamLevel[] = ['read-only', 'invite-only', 'manager'];

/** Every role name, from the least to the most within its kind. */
export const ROLE_NAMES: readonly RoleName[] = [
  ...DEVELOPER.map((level) => `developer:${level}` as const),
  ...TEAM.map((level) => `team:${level}` as const),
  'administrator',
];

/** Whether roles reach a level. Administrators reach all of them, a higher level has the lower ones. */
export function hasRole(roles: Roles, role: RoleName): boolean {
  if (roles.administrator) return true;
  const [kind, level] = role.split(':');
  if (kind === 'developer') return reaches(DEVELOPER, roles.developer, level);
  if (kind === 'team') return reaches(TEAM, roles.team, level);
  return false;
}

/** Whether somebody with these roles may give others these: nobody grants above their own level. */
export function mayGrant(own: Roles, granted: Roles): boolean {
  if (own.administrator) return true;
  return (
    !granted.administrator &&
    hasRole(own, `developer:${granted.developer}`) &&
    hasRole(own, `team:${granted.team}`)
  );
}

/** Whether roles go together: inviting and managing need a developer who may write. */
export function areRolesValid({ developer, team, administrator }: Roles): boolean {
  return administrator || developer === 'read-write' || team === 'read-only';
}

/** Whether two give the same. */
export function isSameRoles(one: Roles, other: Roles): boolean {
  return (
    one.developer === other.developer &&
    one.team === other.team &&
    one.administrator === other.administrator
  );
}

/** Roles as people read them, as in `['developer:read-write', 'team:read-only']`. */
export function namesOf({ developer, team, administrator }: Roles): readonly RoleName[] {
  const levels: RoleName[] = [`developer:${developer}`, `team:${team}`];
  return administrator ? ['administrator', ...levels] : levels;
}

function reaches<Level>(levels: readonly Level[], own: Level, asked: unknown): boolean {
  const needed = levels.indexOf(asked as Level);
  return needed >= 0 && levels.indexOf(own) >= needed;
}
