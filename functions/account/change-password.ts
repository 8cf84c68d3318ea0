// POST /account/change-password: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { changePassword, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(changePassword), endpoint(changePassword));
