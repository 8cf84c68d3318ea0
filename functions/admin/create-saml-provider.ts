// POST /admin/create-saml-provider: administrators with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createSamlProvider } = operations.admin;

export const handler = withAuth(policyFor(createSamlProvider), endpoint(createSamlProvider));
