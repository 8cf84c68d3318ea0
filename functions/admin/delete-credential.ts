// POST /admin/delete-credential: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { deleteCredential, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(deleteCredential), endpoint(deleteCredential));
