// POST /token/ssh: anybody, for a challenge; whoever signs it with an SSH key of an account, for a token.
import { open } from '../../assets/auth.private';
import { endpoint, exchangeSshSignature } from '../../assets/directory.private';

export const handler = open(endpoint(exchangeSshSignature));
