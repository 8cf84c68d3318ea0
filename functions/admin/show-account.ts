// /admin/show-account: members, by a session or an API key.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, showAccount } from '../../assets/directory.private';

export const handler = withAuth(policyFor(showAccount), endpoint(showAccount));
