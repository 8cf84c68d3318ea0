// /session/accept-invitation: whoever has a session, and the token of an invitation.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { acceptInvitation } = operations.session;

export const handler = withAuth(policyFor(acceptInvitation), endpoint(acceptInvitation));
