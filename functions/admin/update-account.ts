// POST /admin/update-account: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { updateAccount } = operations.admin;

export const handler = withAuth(policyFor(updateAccount), endpoint(updateAccount));
