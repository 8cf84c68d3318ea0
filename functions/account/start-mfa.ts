// POST /account/start-mfa: whoever has a session, once the second factor is given; also before the one that is required is enrolled.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startMfa } = operations.account;

export const handler = withAuth(policyFor(startMfa), endpoint(startMfa));
