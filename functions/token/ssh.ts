// POST /token/ssh: anyone for a challenge, and holders of an SSH key of an account for a token.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { ssh } = operations.token;

export const handler = open(endpoint(ssh));
