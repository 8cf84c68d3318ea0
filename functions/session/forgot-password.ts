// POST /session/forgot-password: anybody, with an e-mail address.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { forgotPassword } = operations.session;

export const handler = open(endpoint(forgotPassword));
