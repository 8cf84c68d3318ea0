// POST /session/send-code: users with a session, even before the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { sendCode } = operations.session;

export const handler = withAuth(policyFor(sendCode), endpoint(sendCode));
