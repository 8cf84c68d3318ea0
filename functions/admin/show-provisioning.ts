// GET or POST /admin/show-provisioning: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showProvisioning } = operations.admin;

export const handler = withAuth(policyFor(showProvisioning), endpoint(showProvisioning));
