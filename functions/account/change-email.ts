// POST /account/change-email: users with a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { changeEmail } = operations.account;

export const handler = withAuth(policyFor(changeEmail), endpoint(changeEmail));
