// POST /session/confirm-email: users with a session and the token of a change of the email address.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { confirmEmail } = operations.session;

export const handler = withAuth(policyFor(confirmEmail), endpoint(confirmEmail));
