// /account/list-sessions: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listSessions } = operations.account;

export const handler = withAuth(policyFor(listSessions), endpoint(listSessions));
