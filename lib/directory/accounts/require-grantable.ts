import { areRolesValid, mayGrant, type Roles } from '../../identity/roles';
import { DirectoryError } from '../errors';

/**
 * Requires that a caller may grant these roles.
 *
 * @param own - the caller's roles.
 * @throws DirectoryError `ROLES_INVALID` or `PRIVILEGE_ESCALATION`
 */
export function requireGrantable(own: Roles, granted: Roles): void {
  if (!areRolesValid(granted)) throw new DirectoryError('ROLES_INVALID');
  if (!mayGrant(own, granted)) throw new DirectoryError('PRIVILEGE_ESCALATION');
}
