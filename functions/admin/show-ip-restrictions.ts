// GET or POST /admin/show-ip-restrictions: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showIpRestrictions } = operations.admin;

export const handler = withAuth(policyFor(showIpRestrictions), endpoint(showIpRestrictions));
