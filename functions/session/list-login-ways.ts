// POST /session/list-login-ways: anyone.
import { open } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { listLoginWays } = operations.session;

export const handler = open(endpoint(listLoginWays));
