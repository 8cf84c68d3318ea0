// POST /admin/set-ip-restriction: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { setIpRestriction } = operations.admin;

export const handler = withAuth(policyFor(setIpRestriction), endpoint(setIpRestriction));
