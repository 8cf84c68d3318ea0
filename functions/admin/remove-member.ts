// POST /admin/remove-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { removeMember } = operations.admin;

export const handler = withAuth(policyFor(removeMember), endpoint(removeMember));
