// POST /session/start-passkey-login: anyone.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startPasskeyLogin } = operations.session;

export const handler = open(endpoint(startPasskeyLogin));
