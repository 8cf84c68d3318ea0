// GET or POST /admin/show-member: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showMember } = operations.admin;

export const handler = withAuth(policyFor(showMember), endpoint(showMember));
