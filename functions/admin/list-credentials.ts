// /admin/list-credentials: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, listCredentials } from '../../assets/directory.private';

export const handler = withAuth(policyFor(listCredentials), endpoint(listCredentials));
