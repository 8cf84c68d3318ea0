// /session/switch-account: whoever has a session.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { switchAccount } = operations.session;

export const handler = withAuth(policyFor(switchAccount), endpoint(switchAccount));
