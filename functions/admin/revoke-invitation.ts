// POST /admin/revoke-invitation: members who may invite, for their own invitations, and team managers for all.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { revokeInvitation } = operations.admin;

export const handler = withAuth(policyFor(revokeInvitation), endpoint(revokeInvitation));
