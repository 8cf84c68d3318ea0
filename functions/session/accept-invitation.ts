// POST /session/accept-invitation: users whose login is complete, with the token of an invitation.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { acceptInvitation } = operations.session;

export const handler = withAuth(policyFor(acceptInvitation), endpoint(acceptInvitation));
