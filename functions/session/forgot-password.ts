// POST /session/forgot-password: anyone, with an email address.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { forgotPassword } = operations.session;

export const handler = open(endpoint(forgotPassword));
