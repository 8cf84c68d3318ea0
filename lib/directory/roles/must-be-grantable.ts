import { DirectoryError } from '../errors';
import { isCoherent, mayGrant, type Roles } from './roles';

/**
 * Makes sure that somebody may give others these roles.
 *
 * @param own - what the giver has.
 * @throws DirectoryError `ROLES_INCOHERENT` or `GRANT_TOO_HIGH`
 */
export function mustBeGrantable(own: Roles, granted: Roles): void {
  if (!isCoherent(granted)) throw new DirectoryError('ROLES_INCOHERENT');
  if (!mayGrant(own, granted)) throw new DirectoryError('GRANT_TOO_HIGH');
}
