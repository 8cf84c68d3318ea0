// POST /admin/update-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { updateMember } = operations.admin;

export const handler = withAuth(policyFor(updateMember), endpoint(updateMember));
