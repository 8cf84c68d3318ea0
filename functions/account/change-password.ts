// POST /account/change-password: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { changePassword } = operations.account;

export const handler = withAuth(policyFor(changePassword), endpoint(changePassword));
