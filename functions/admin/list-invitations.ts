// /admin/list-invitations: members, by a session or an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, listInvitations } from '../../assets/directory.private';

export const handler = withAuth(policyFor(listInvitations), endpoint(listInvitations));
