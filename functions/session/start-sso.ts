// POST /session/start-sso: anyone.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { startSso } = operations.session;

export const handler = open(endpoint(startSso));
