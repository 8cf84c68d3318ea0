// POST /account/confirm-phone: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { confirmPhone } = operations.account;

export const handler = withAuth(policyFor(confirmPhone), endpoint(confirmPhone));
