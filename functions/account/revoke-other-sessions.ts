// POST /account/revoke-other-sessions: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, revokeOtherSessions } from '../../assets/directory.private';

export const handler = withAuth(policyFor(revokeOtherSessions), endpoint(revokeOtherSessions));
