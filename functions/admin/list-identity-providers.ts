// GET or POST /admin/list-identity-providers: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listIdentityProviders } = operations.admin;

export const handler = withAuth(policyFor(listIdentityProviders), endpoint(listIdentityProviders));
