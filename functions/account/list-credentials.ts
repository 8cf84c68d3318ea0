// /account/list-credentials: any member, or service user with an API key, for their own.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, listOwnCredentials } from '../../assets/directory.private';

export const handler = withAuth(policyFor(listOwnCredentials), endpoint(listOwnCredentials));
