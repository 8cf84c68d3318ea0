// /admin/list-members: members, by a session or an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, listMembers } from '../../assets/directory.private';

export const handler = withAuth(policyFor(listMembers), endpoint(listMembers));
