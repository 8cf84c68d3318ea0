// POST /admin/resend-invitation: members who may invite, for their own invitations, and team managers for all.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { resendInvitation } = operations.admin;

export const handler = withAuth(policyFor(resendInvitation), endpoint(resendInvitation));
