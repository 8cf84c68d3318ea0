// POST /session/show-reset: anyone with the token of a password reset.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { showReset } = operations.session;

export const handler = open(endpoint(showReset));
