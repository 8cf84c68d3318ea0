// POST /account/create-credential: any member, or service user with an API key, for themselves.
import { policyFor, withAuth } from '../../assets/auth.private';
import { createOwnCredential, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(createOwnCredential), endpoint(createOwnCredential));
