// GET or POST /session/show: users with a session, even before the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { show } = operations.session;

export const handler = withAuth(policyFor(show), endpoint(show));
