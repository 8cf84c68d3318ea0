// POST /account/delete-credential: the credential's owner.
import { policyFor, withAuth } from '../../assets/auth.private';
import { deleteOwnCredential, endpoint } from '../../assets/directory.private';

export const handler = withAuth(policyFor(deleteOwnCredential), endpoint(deleteOwnCredential));
