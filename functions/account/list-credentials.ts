// /account/list-credentials: any member, or service user with an API key, for their own.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listCredentials } = operations.account;

export const handler = withAuth(policyFor(listCredentials), endpoint(listCredentials));
