// POST /session/log-in: anybody, with an e-mail address and a password.
import { open } from '../../assets/auth.private';
import { endpoint, logIn } from '../../assets/directory.private';

export const handler = open(endpoint(logIn));
