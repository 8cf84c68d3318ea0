// GET or POST /admin/list-credentials: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listCredentials } = operations.admin;

export const handler = withAuth(policyFor(listCredentials), endpoint(listCredentials));
