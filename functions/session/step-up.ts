// POST /session/step-up: whoever has a session, once the second factor is given; also before the one that is required is enrolled.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { stepUp } = operations.session;

export const handler = withAuth(policyFor(stepUp), endpoint(stepUp));
