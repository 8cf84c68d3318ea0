// POST /session/second-factor: whoever has given a password, and has to give the second factor.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, giveSecondFactor } from '../../assets/directory.private';

export const handler = withAuth(policyFor(giveSecondFactor), endpoint(giveSecondFactor));
