// POST /token: the OAuth 2.0 token endpoint, for the client credentials grant. Public, because
// it authenticates its callers itself: callers who know USERNAME and PASSWORD get a token.
import { basic, open } from '../assets/auth.private';
import { tokenEndpoint } from '../assets/jwt.private';

export const handler = open(tokenEndpoint({ clients: basic() }));
