import { readAuthorization } from './authorization';

/** Longer Authorization fields are refused unread. */
const MAX_AUTHORIZATION_LENGTH = 8192;

// RFC 6750 section 2.1, with RFC 9110 section 11.4: a scheme in any case, 1*SP, then a b64token.
const BEARER_SCHEME = /^[ \t]*bearer(?:[ \t]|$)/i;
const BEARER_AUTHORIZATION = /^[ \t]*bearer +([A-Za-z0-9\-._~+/]+=*)[ \t]*$/i;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** A bearer token, or why there is none: none was sent, it is no token, it is not where it has to be. */
export type PresentedToken =
  | { readonly token: string }
  | 'absent'
  | 'malformed'
  | 'repeated'
  | 'misplaced';

/**
 * Reads the bearer token of a request from its Authorization field.
 *
 * RFC 6750 has two more places, the body and the query, where logs and histories keep a token: what
 * is there is `misplaced`, also beside a token in the field (section 3.1).
 */
export function readBearerToken(event: unknown): PresentedToken {
  const authorization = readAuthorization(event);
  if (authorization === null) return 'repeated';
  const hasBearer = authorization !== undefined && BEARER_SCHEME.test(authorization);
  if (authorization !== undefined && !hasBearer) return 'absent';
  if (hasTokenParameter(event)) return 'misplaced';
  if (authorization === undefined) return 'absent';
  if (authorization.length > MAX_AUTHORIZATION_LENGTH) return 'malformed';
  const [, token] = BEARER_AUTHORIZATION.exec(authorization) ?? [];
  return token === undefined ? 'malformed' : { token };
}

/** Whether a text has the form of a bearer token (RFC 6750 section 2.1, `b64token`). */
export function isToken(text: string): boolean {
  return text.length <= MAX_AUTHORIZATION_LENGTH && TOKEN.test(text);
}

// Function events hold the parameters of query and body in one object.
function hasTokenParameter(event: unknown): boolean {
  const { access_token: parameter } = (event ?? {}) as { readonly access_token?: unknown };
  return parameter !== undefined;
}
