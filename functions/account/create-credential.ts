// POST /account/create-credential: members, and service users with an API key, for themselves.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { createCredential } = operations.account;

export const handler = withAuth(policyFor(createCredential), endpoint(createCredential));
