// POST /account/revoke-other-sessions: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { revokeOtherSessions } = operations.account;

export const handler = withAuth(policyFor(revokeOtherSessions), endpoint(revokeOtherSessions));
