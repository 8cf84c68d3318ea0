// POST /session/forgot-password: anybody, with an e-mail address.
import { open } from '../../assets/auth.private';
import { endpoint, forgotPassword } from '../../assets/directory.private';

export const handler = open(endpoint(forgotPassword));
