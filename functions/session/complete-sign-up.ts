// POST /session/complete-sign-up: anyone with the token of a sign-up.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { completeSignUp } = operations.session;

export const handler = open(endpoint(completeSignUp));
