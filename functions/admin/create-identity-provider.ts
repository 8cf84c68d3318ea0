// POST /admin/create-identity-provider: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createIdentityProvider } = operations.admin;

export const handler = withAuth(
  policyFor(createIdentityProvider),
  endpoint(createIdentityProvider),
);
