// /admin/revoke-invitation: members who may invite, their own; team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, revokeInvitation } from '../../assets/directory.private';

export const handler = withAuth(policyFor(revokeInvitation), endpoint(revokeInvitation));
