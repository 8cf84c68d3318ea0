// POST /account/confirm-passkey: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { confirmPasskey } = operations.account;

export const handler = withAuth(policyFor(confirmPasskey), endpoint(confirmPasskey));
