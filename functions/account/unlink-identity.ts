// POST /account/unlink-identity: users whose login is complete, with or without an account.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { unlinkIdentity } = operations.account;

export const handler = withAuth(policyFor(unlinkIdentity), endpoint(unlinkIdentity));
