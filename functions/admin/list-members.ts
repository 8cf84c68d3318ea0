// GET or POST /admin/list-members: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listMembers } = operations.admin;

export const handler = withAuth(policyFor(listMembers), endpoint(listMembers));
