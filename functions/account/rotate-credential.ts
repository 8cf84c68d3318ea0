// POST /account/rotate-credential: the credential's owner.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, rotateOwnCredential } from '../../assets/directory.private';

export const handler = withAuth(policyFor(rotateOwnCredential), endpoint(rotateOwnCredential));
