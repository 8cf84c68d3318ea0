// /admin/resend-invitation: members who may invite.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, resendInvitation } from '../../assets/directory.private';

export const handler = withAuth(policyFor(resendInvitation), endpoint(resendInvitation));
