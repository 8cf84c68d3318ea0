// POST /admin/update-identity-provider: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { updateIdentityProvider } = operations.admin;

export const handler = withAuth(
  policyFor(updateIdentityProvider),
  endpoint(updateIdentityProvider),
);
