// POST /token: the OAuth 2.0 token endpoint, for the client credentials grant. Public, as it
// authenticates its callers itself: whoever knows USERNAME and PASSWORD gets a token.
import { basic, open } from '../assets/auth.private';
import { tokenEndpoint } from '../assets/jwt.private';

export const handler = open(tokenEndpoint({ clients: basic() }));
