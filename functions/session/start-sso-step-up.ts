// POST /session/start-sso-step-up: users with a session that does not wait for its second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startSsoStepUp } = operations.session;

export const handler = withAuth(policyFor(startSsoStepUp), endpoint(startSsoStepUp));
