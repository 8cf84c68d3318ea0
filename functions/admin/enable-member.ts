// POST /admin/enable-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { enableMember } = operations.admin;

export const handler = withAuth(policyFor(enableMember), endpoint(enableMember));
