// GET or POST /account/list-credentials: members, and service users with an API key, for themselves.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listCredentials } = operations.account;

export const handler = withAuth(policyFor(listCredentials), endpoint(listCredentials));
