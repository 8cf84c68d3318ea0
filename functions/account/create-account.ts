// POST /account/create-account: users with a session, if ALLOW_SIGNUP is true.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createAccount } = operations.account;

export const handler = withAuth(policyFor(createAccount), endpoint(createAccount));
