// POST /session/log-in: anyone, with an email address and a password.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { logIn } = operations.session;

export const handler = open(endpoint(logIn));
