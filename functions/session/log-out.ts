// /session/log-out: whoever has a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { logOut } = operations.session;

export const handler = withAuth(policyFor(logOut), endpoint(logOut));
