// POST /admin/create-credential: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { createCredential, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(createCredential), endpoint(createCredential));
