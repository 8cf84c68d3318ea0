// POST /admin/delete-credential: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { deleteCredential } = operations.admin;

export const handler = withAuth(policyFor(deleteCredential), endpoint(deleteCredential));
