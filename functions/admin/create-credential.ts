// POST /admin/create-credential: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createCredential } = operations.admin;

export const handler = withAuth(policyFor(createCredential), endpoint(createCredential));
