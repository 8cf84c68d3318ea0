// POST /admin/disable-member: team managers.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { disableMember } = operations.admin;

export const handler = withAuth(policyFor(disableMember), endpoint(disableMember));
