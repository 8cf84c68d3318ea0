// POST /admin/test-identity-provider: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { testIdentityProvider } = operations.admin;

export const handler = withAuth(policyFor(testIdentityProvider), endpoint(testIdentityProvider));
