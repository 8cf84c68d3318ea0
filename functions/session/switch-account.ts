// /session/switch-account: whoever has a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, switchAccount } from '../../assets/directory.private';

export const handler = withAuth(policyFor(switchAccount), endpoint(switchAccount));
