// POST /session/finish-sso: anyone.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { finishSso } = operations.session;

export const handler = open(endpoint(finishSso));
