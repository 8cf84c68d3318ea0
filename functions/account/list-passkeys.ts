// GET or POST /account/list-passkeys: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listPasskeys } = operations.account;

export const handler = withAuth(policyFor(listPasskeys), endpoint(listPasskeys));
