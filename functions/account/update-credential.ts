// POST /account/update-credential: the credential's owner.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, updateOwnCredential } from '../../assets/directory.private';

export const handler = withAuth(policyFor(updateOwnCredential), endpoint(updateOwnCredential));
