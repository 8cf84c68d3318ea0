// POST /account/start-passkey: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startPasskey } = operations.account;

export const handler = withAuth(policyFor(startPasskey), endpoint(startPasskey));
