// POST /account/start-phone: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startPhone } = operations.account;

export const handler = withAuth(policyFor(startPhone), endpoint(startPhone));
