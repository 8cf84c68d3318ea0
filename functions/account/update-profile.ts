// POST /account/update-profile: whoever has a session that is past everything, in an account or in none.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, updateProfile } from '../../assets/directory.private';

export const handler = withAuth(policyFor(updateProfile), endpoint(updateProfile));
