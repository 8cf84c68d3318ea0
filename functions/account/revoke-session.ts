// POST /account/revoke-session: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { revokeSession } = operations.account;

export const handler = withAuth(policyFor(revokeSession), endpoint(revokeSession));
