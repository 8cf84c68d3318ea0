/** A member's permissions for the account's product. */
export type DeveloperLevel = 'read-write' | 'read-only';

/** A member's permissions for the account's other members. */
export type TeamLevel = 'manager' | 'invite-only' | 'read-only';

/** The roles of a member in an account. */
export interface Roles {
  readonly developer: DeveloperLevel;
  readonly team: TeamLevel;
  /** All permissions, including those that only administrators have. */
  readonly administrator: boolean;
}

/** The roles of an account's creator. */
export const ADMINISTRATOR: Roles = {
  developer: 'read-write',
  team: 'manager',
  administrator: true,
};

/** The lowest role that a caller must have, for `authorize: { role }`. */
export type RoleName = 'administrator' | `developer:${DeveloperLevel}` | `team:${TeamLevel}`;

const DEVELOPER: readonly DeveloperLevel[] = ['read-only', 'read-write'];
const TEAM: readonly TeamLevel[] = ['read-only', 'invite-only', 'manager'];

/** All role names, from lowest to highest within each kind. */
export const ROLE_NAMES: readonly RoleName[] = [
  ...DEVELOPER.map((level) => `developer:${level}` as const),
  ...TEAM.map((level) => `team:${level}` as const),
  'administrator',
];

/** Returns whether roles include a role. A higher level includes the lower ones; an administrator has all. */
export function hasRole(roles: Roles, role: RoleName): boolean {
  if (roles.administrator) return true;
  const [kind, level] = role.split(':');
  if (kind === 'developer') return reaches(DEVELOPER, roles.developer, level);
  if (kind === 'team') return reaches(TEAM, roles.team, level);
  return false;
}

/** Returns whether a caller may grant roles to others. A caller cannot grant more than its own roles. */
export function mayGrant(own: Roles, granted: Roles): boolean {
  if (own.administrator) return true;
  return (
    !granted.administrator &&
    hasRole(own, `developer:${granted.developer}`) &&
    hasRole(own, `team:${granted.team}`)
  );
}

/** Returns whether roles may be combined. Inviting and managing members require `developer:read-write`. */
export function areRolesValid({ developer, team, administrator }: Roles): boolean {
  return administrator || developer === 'read-write' || team === 'read-only';
}

/** Returns whether two sets of roles are equal. */
export function isSameRoles(one: Roles, other: Roles): boolean {
  return (
    one.developer === other.developer &&
    one.team === other.team &&
    one.administrator === other.administrator
  );
}

function reaches<Level>(levels: readonly Level[], own: Level, required: unknown): boolean {
  const needed = levels.indexOf(required as Level);
  return needed >= 0 && levels.indexOf(own) >= needed;
}
