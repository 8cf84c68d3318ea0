// POST /session/start-passkey: users with a session, even before the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startPasskey } = operations.session;

export const handler = withAuth(policyFor(startPasskey), endpoint(startPasskey));
