import { areRolesValid, mayGrant, type Roles } from '../../identity/roles';
import { DirectoryError } from '../errors';

/**
 * Makes sure that somebody may give others these roles.
 *
 * @param own - what the giver has.
 * @throws DirectoryError `ROLES_INVALID` or `PRIVILEGE_ESCALATION`
 */
export function requireGrantable(own: Roles, granted: Roles): void {
  if (!areRolesValid(granted)) throw new DirectoryError('ROLES_INVALID');
  if (!mayGrant(own, granted)) throw new DirectoryError('PRIVILEGE_ESCALATION');
}
