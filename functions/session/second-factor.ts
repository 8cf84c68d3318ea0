// POST /session/second-factor: users who have given their password and must give the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { secondFactor } = operations.session;

export const handler = withAuth(policyFor(secondFactor), endpoint(secondFactor));
