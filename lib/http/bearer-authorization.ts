import { readAuthorization } from './request-header';

/** The longest header that is parsed. */
const MAX_HEADER_LENGTH = 8192;

// RFC 6750 section 2.1, with RFC 9110 section 11.4: a scheme in any case, 1*SP, then a b64token.
const BEARER_SCHEME = /^[ \t]*bearer(?:[ \t]|$)/i;
const BEARER_AUTHORIZATION = /^[ \t]*bearer +([A-Za-z0-9\-._~+/]+=*)[ \t]*$/i;
const HEADER_TOKEN = /^[ \t]*([A-Za-z0-9\-._~+/]+=*)[ \t]*$/;

// Nearly every client sends exactly this prefix. Comparing it first takes half the time.
const USUAL_PREFIX = 'Bearer ';
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** A bearer token, or the reason why the request has no valid one. */
export type PresentedToken =
  | { readonly token: string }
  | 'absent'
  | 'malformed'
  | 'repeated'
  | 'misplaced';

/**
 * Reads the bearer token of a request from its Authorization header.
 *
 * RFC 6750 also allows a token in the body or the query. Logs and browser histories keep those, so such
 * a token is `misplaced`, even if the header also has a token (section 3.1).
 */
export function readBearerToken(event: unknown): PresentedToken {
  const authorization = readAuthorization(event);
  if (authorization === null) return 'repeated';
  const usual = authorization?.startsWith(USUAL_PREFIX)
    ? authorization.slice(USUAL_PREFIX.length)
    : undefined;
  const hasBearer = usual !== undefined || BEARER_SCHEME.test(authorization ?? '');
  if (authorization !== undefined && !hasBearer) return 'absent';
  if (hasParameter(event, 'access_token')) return 'misplaced';
  if (authorization === undefined) return 'absent';
  if (authorization.length > MAX_HEADER_LENGTH) return 'malformed';
  if (usual !== undefined && TOKEN.test(usual)) return { token: usual };
  const [, token] = BEARER_AUTHORIZATION.exec(authorization) ?? [];
  return token === undefined ? 'malformed' : { token };
}

/** Parses a header whose whole value is a token. Returns `undefined` if it is not one. */
export function parseHeaderToken(value: string): string | undefined {
  return value.length > MAX_HEADER_LENGTH ? undefined : HEADER_TOKEN.exec(value)?.[1];
}

/** Returns whether the query or the body has a parameter of that name. A Function gets both as one object. */
export function hasParameter(event: unknown, name: string): boolean {
  return (event as Readonly<Record<string, unknown>> | null | undefined)?.[name] !== undefined;
}
