// GET /jwks: the public keys of the tokens that /token issues. Public on purpose, for the services
// that verify such a token.
import { open } from '../assets/auth.private';
import { jwksEndpoint } from '../assets/jwt.private';

export const handler = open(jwksEndpoint());
