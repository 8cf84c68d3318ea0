// POST /account/start-identity-link: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startIdentityLink } = operations.account;

export const handler = withAuth(policyFor(startIdentityLink), endpoint(startIdentityLink));
