// POST /admin/check-ip-restriction: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { checkIpRestriction } = operations.admin;

export const handler = withAuth(policyFor(checkIpRestriction), endpoint(checkIpRestriction));
