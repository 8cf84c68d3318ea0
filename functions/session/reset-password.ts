// POST /session/reset-password: anybody, with the link of a mail.
import { open } from '../../assets/auth.private';
import { endpoint, resetPassword } from '../../assets/directory.private';

export const handler = open(endpoint(resetPassword));
