// POST /session/switch-account: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { switchAccount } = operations.session;

export const handler = withAuth(policyFor(switchAccount), endpoint(switchAccount));
