import {
  type BasicCredentials,
  isBasic,
  MAX_AUTHORIZATION_LENGTH,
  parseBasicAuthorization,
} from '../http/basic-authorization';
import { readAuthorization, readHeader } from '../http/request-header';
import { parseScope } from './client-scopes';
import { FAILURES, type Failure } from './responses';

/** A client's request (RFC 6749 section 4.4.2) with its credentials. */
export interface TokenRequest {
  readonly client: BasicCredentials;
  /** `undefined` requests all scopes that the client may have. */
  readonly scope: readonly string[] | undefined;
}

type Parameters = readonly (readonly [name: string, value: unknown])[];

/** Parses a request to the token endpoint (RFC 6749 section 3.2). The event may have any shape. */
export function parseTokenRequest(event: unknown): TokenRequest | Failure {
  const given = Object.entries(event ?? {}).filter(([name]) => name !== 'request');
  // RFC 6749 section 3.2: a parameter without a value is treated as missing.
  const parameters = given.filter(([, value]) => value !== '');
  const authorization = readAuthorization(event);
  const hasSecret = parameters.some(([name]) => name === 'client_secret');
  if (authorization === undefined && !hasSecret) return FAILURES.unauthenticated;
  if (!isFromBody(event, given, hasSecret)) {
    return hasSecret ? FAILURES.misplaced : FAILURES.notFormEncoded;
  }
  if (!isTexts(parameters)) return FAILURES.repeated;
  return parseParameters(authorization, new Map(parameters));
}

function parseParameters(
  authorization: string | null | undefined,
  parameters: ReadonlyMap<string, string>,
): TokenRequest | Failure {
  const client = parseClient(authorization, parameters);
  if ('error' in client) return client;
  const grant = parameters.get('grant_type');
  if (grant === undefined) return FAILURES.noGrant;
  if (grant !== 'client_credentials') return FAILURES.otherGrant;
  const parameter = parameters.get('scope');
  const scope = parameter === undefined ? undefined : parseScope(parameter);
  return scope === null ? FAILURES.scope : { client, scope };
}

/**
 * Returns whether the parameters came in a form body. A Function sees the query and the body merged and does not
 * see the method, so this check uses the body's type and length. A form needs at least one byte for each byte of
 * its names, values and separators, because encoding only adds bytes. If all parameters together need more bytes
 * than the body has, some of them came in the query.
 *
 * Without a length (a GET has no length), the check is impossible, and no secret is accepted.
 */
function isFromBody(event: unknown, given: Parameters, hasSecret: boolean): boolean {
  const type = readHeader(event, 'content-type');
  const [mediaType = ''] = typeof type === 'string' ? type.split(';') : [];
  if (mediaType.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return false;
  const length = readHeader(event, 'content-length');
  if (length === undefined) return !hasSecret;
  return typeof length === 'string' && /^\d+$/.test(length) && Number(length) >= leastLength(given);
}

function leastLength(given: Parameters): number {
  const lengths = given.flatMap(([name, value]) => {
    // Computed once for all values, because a name in JSON may be long and have many values.
    const nameLength = Buffer.byteLength(name);
    // The runtime passes a repeated parameter as an array. A form contains only texts.
    return [value].flat().map((one) => {
      const isText = typeof one === 'string' && one !== '';
      return nameLength + (isText ? 1 + Buffer.byteLength(one) : 0);
    });
  });
  return lengths.reduce((sum, length) => sum + length, Math.max(lengths.length - 1, 0));
}

function isTexts(parameters: Parameters): parameters is readonly (readonly [string, string])[] {
  return parameters.every(([, value]) => typeof value === 'string');
}

/**
 * Parses the client's credentials (RFC 6749 section 2.3.1) from the Authorization header or from the parameters of
 * the body.
 *
 * @param authorization - the result of `readAuthorization`.
 */
function parseClient(
  authorization: string | null | undefined,
  parameters: ReadonlyMap<string, string>,
): BasicCredentials | Failure {
  const [username, password] = [parameters.get('client_id'), parameters.get('client_secret')];
  if (authorization === null) return FAILURES.repeatedField;
  if (authorization !== undefined && password !== undefined) return FAILURES.multipleAuthMethods;
  if (authorization !== undefined) return clientFromHeader(authorization, username);
  if (password === undefined) return FAILURES.unauthenticated;
  return username === undefined ? FAILURES.noClient : checked({ username, password });
}

function clientFromHeader(
  field: string,
  parameter: string | undefined,
): BasicCredentials | Failure {
  if (!isBasic(field)) return FAILURES.unauthenticated;
  const presented = field.length > MAX_AUTHORIZATION_LENGTH ? null : parseBasicAuthorization(field);
  const username = presented && decode(presented.username);
  const password = presented && decode(presented.password);
  if (username === null || password === null) return FAILURES.malformed;
  if (parameter !== undefined && parameter !== username) return FAILURES.otherClient;
  return checked({ username, password });
}

// A user-id must not have a colon (RFC 7617 section 2), because an encoded colon would move into the password.
function checked(client: BasicCredentials): BasicCredentials | Failure {
  return client.username.includes(':') ? FAILURES.malformed : client;
}

// RFC 6749 appendix B: username and password are form-urlencoded.
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
