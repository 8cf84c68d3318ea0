// /admin/update-account: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, updateAccount } from '../../assets/directory.private';

export const handler = withAuth(policyFor(updateAccount), endpoint(updateAccount));
