// POST /account/update-credential: the credential's owner.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { updateCredential } = operations.account;

export const handler = withAuth(policyFor(updateCredential), endpoint(updateCredential));
