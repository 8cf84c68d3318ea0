// POST /session/show-sign-up: anyone with the token of a sign-up.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showSignUp } = operations.session;

export const handler = open(endpoint(showSignUp));
