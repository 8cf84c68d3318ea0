// GET or POST /admin/show-account: members, and service users with an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showAccount } = operations.admin;

export const handler = withAuth(policyFor(showAccount), endpoint(showAccount));
