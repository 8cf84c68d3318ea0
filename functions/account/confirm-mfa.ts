// POST /account/confirm-mfa: whoever has a session, once the second factor is given; also before the one that is required is enrolled.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { confirmMfa } = operations.account;

export const handler = withAuth(policyFor(confirmMfa), endpoint(confirmMfa));
