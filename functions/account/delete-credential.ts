// POST /account/delete-credential: the credential's owner.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deleteCredential } = operations.account;

export const handler = withAuth(policyFor(deleteCredential), endpoint(deleteCredential));
