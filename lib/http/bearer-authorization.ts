import { readAuthorization } from './request-header';

/** Longer fields are refused unread. */
const MAX_FIELD_LENGTH = 8192;

// RFC 6750 section 2.1, with RFC 9110 section 11.4: a scheme in any case, 1*SP, then a b64token.
const BEARER_SCHEME = /^[ \t]*bearer(?:[ \t]|$)/i;
const BEARER_AUTHORIZATION = /^[ \t]*bearer +([A-Za-z0-9\-._~+/]+=*)[ \t]*$/i;
const FIELD = /^[ \t]*([A-Za-z0-9\-._~+/]+=*)[ \t]*$/;

// How nearly every client begins: looked for first, since that takes half the time.
const USUAL = 'Bearer ';
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
  const usual = authorization?.startsWith(USUAL) ? authorization.slice(USUAL.length) : undefined;
  const hasBearer = usual !== undefined || BEARER_SCHEME.test(authorization ?? '');
  if (authorization !== undefined && !hasBearer) return 'absent';
  if (hasParameter(event, 'access_token')) return 'misplaced';
  if (authorization === undefined) return 'absent';
  if (authorization.length > MAX_FIELD_LENGTH) return 'malformed';
  if (usual !== undefined && TOKEN.test(usual)) return { token: usual };
  const [, token] = BEARER_AUTHORIZATION.exec(authorization) ?? [];
  return token === undefined ? 'malformed' : { token };
}

/** Reads a token of that form that is a header field by itself; `undefined` for anything else. */
export function parseHeaderToken(field: string): string | undefined {
  return field.length > MAX_FIELD_LENGTH ? undefined : FIELD.exec(field)?.[1];
}

/** Whether the query or the body has a parameter of that name: Functions get both as one object. */
export function hasParameter(event: unknown, name: string): boolean {
  return (event as Readonly<Record<string, unknown>> | null | undefined)?.[name] !== undefined;
}
