// /session/log-out: whoever has a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, logOut } from '../../assets/directory.private';

export const handler = withAuth(policyFor(logOut), endpoint(logOut));
