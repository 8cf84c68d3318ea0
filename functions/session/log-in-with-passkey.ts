// POST /session/log-in-with-passkey: anyone, with a passkey.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { logInWithPasskey } = operations.session;

export const handler = open(endpoint(logInWithPasskey));
