// POST /session/log-out: users with a session, even before the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { logOut } = operations.session;

export const handler = withAuth(policyFor(logOut), endpoint(logOut));
