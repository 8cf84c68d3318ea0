// POST /session/sign-up: anyone, if ALLOW_SIGNUP is true.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { signUp } = operations.session;

export const handler = open(endpoint(signUp));
