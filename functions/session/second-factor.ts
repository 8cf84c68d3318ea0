// POST /session/second-factor: whoever has given a password, and has to give the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { secondFactor } = operations.session;

export const handler = withAuth(policyFor(secondFactor), endpoint(secondFactor));
