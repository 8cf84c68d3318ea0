// POST /session/reset-password: anyone with the link of a mail.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { resetPassword } = operations.session;

export const handler = open(endpoint(resetPassword));
