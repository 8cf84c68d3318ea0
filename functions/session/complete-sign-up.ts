// POST /session/complete-sign-up: anybody, with the token of a sign-up.
import { open } from '../../assets/auth.private';
import { completeSignUp, endpoint } from '../../assets/directory.private';

export const handler = open(endpoint(completeSignUp));
