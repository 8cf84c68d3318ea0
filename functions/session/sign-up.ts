// POST /session/sign-up: anybody, where ALLOW_SIGNUP is true.
import { open } from '../../assets/auth.private';
import { endpoint, signUp } from '../../assets/directory.private';

export const handler = open(endpoint(signUp));
