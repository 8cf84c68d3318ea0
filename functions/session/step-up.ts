// POST /session/step-up: users whose login is complete, even if they must still enroll in MFA.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { stepUp } = operations.session;

export const handler = withAuth(policyFor(stepUp), endpoint(stepUp));
