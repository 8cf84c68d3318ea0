// /session/accept-invitation: whoever has a session, and the token of an invitation.
import { policyFor, withAuth } from '../../assets/auth.private';
import { acceptInvitation, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(acceptInvitation), endpoint(acceptInvitation));
