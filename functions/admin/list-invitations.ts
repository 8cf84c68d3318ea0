// GET or POST /admin/list-invitations: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listInvitations } = operations.admin;

export const handler = withAuth(policyFor(listInvitations), endpoint(listInvitations));
