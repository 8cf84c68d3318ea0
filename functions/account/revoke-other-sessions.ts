// POST /account/revoke-other-sessions: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { revokeOtherSessions } = operations.account;

export const handler = withAuth(policyFor(revokeOtherSessions), endpoint(revokeOtherSessions));
