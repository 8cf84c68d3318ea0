// POST /account/confirm-mfa: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { confirmMfa } = operations.account;

export const handler = withAuth(policyFor(confirmMfa), endpoint(confirmMfa));
