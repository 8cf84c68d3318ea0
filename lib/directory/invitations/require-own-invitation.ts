import { callerOf } from '../../identity/identity';
import { hasRole, type Roles } from '../../identity/roles';
import type { Call } from '../call';
import { DirectoryError } from '../errors';
import type { InvitationRow } from './invitations';

/**
 * Makes sure that the caller may end an invitation or replace its link: one's own, or as a team manager any.
 *
 * @param roles - what the caller may do now.
 * @throws DirectoryError `FORBIDDEN`
 */
export function mustBeOwnInvitation(
  call: Call,
  roles: Roles,
  { invitedBy }: Pick<InvitationRow, 'invitedBy'>,
): void {
  if (invitedBy === callerOf(call).membershipId || hasRole(roles, 'team:manager')) return;
  throw new DirectoryError('FORBIDDEN');
}
