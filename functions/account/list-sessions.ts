// GET or POST /account/list-sessions: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listSessions } = operations.account;

export const handler = withAuth(policyFor(listSessions), endpoint(listSessions));
