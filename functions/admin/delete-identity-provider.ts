// POST /admin/delete-identity-provider: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deleteIdentityProvider } = operations.admin;

export const handler = withAuth(
  policyFor(deleteIdentityProvider),
  endpoint(deleteIdentityProvider),
);
