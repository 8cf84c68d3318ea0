// GET or POST /account/show-mfa: users with a session, also before they have enrolled.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showMfa } = operations.account;

export const handler = withAuth(policyFor(showMfa), endpoint(showMfa));
