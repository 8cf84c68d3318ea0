import {
  type BasicCredentials,
  isBasic,
  MAX_AUTHORIZATION_LENGTH,
  parseBasicAuthorization,
} from '../http/basic-authorization';
import { readAuthorization, readHeader } from '../http/request-header';
import { parseScope } from './client-scopes';
import { FAILURES, type Failure } from './responses';

/** What a client asks for (RFC 6749 section 4.4.2), with the credentials that it presents. */
export interface TokenRequest {
  readonly client: BasicCredentials;
  /** `undefined`: whatever it may have. */
  readonly scope: readonly string[] | undefined;
}

type Parameters = readonly (readonly [name: string, value: unknown])[];

/** Reads a request as the token endpoint gets it (RFC 6749 section 3.2). The event has any shape. */
export function parseTokenRequest(event: unknown): TokenRequest | Failure {
  const given = Object.entries(event ?? {}).filter(([name]) => name !== 'request');
  // Section 3.2: a parameter without a value counts as left out.
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
 * Whether the parameters came in a form. A Function sees query and body merged and no method, so this
 * goes by what it does see: the body's type and length. A form takes at least a byte for each byte of
 * its names and values and for what is between them, as encoding only adds to that; where all
 * parameters together need more than the body has, some came in the query.
 *
 * Without a length (a GET has none) there is nothing to go by, and no secret is taken.
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
    // Once for all values: a name in JSON may be long, and have many of them.
    const nameLength = Buffer.byteLength(name);
    // What is there more than once, the runtime hands over as an array. Nothing but texts is in a form.
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
 * Reads who the client says it is (RFC 6749 section 2.3.1), from the Authorization field or from the
 * parameters of the body.
 *
 * @param authorization - as `readAuthorization` has it.
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
  const pair = field.length > MAX_AUTHORIZATION_LENGTH ? null : parseBasicAuthorization(field);
  const username = pair && decode(pair.username);
  const password = pair && decode(pair.password);
  if (username === null || password === null) return FAILURES.malformed;
  if (parameter !== undefined && parameter !== username) return FAILURES.otherClient;
  return checked({ username, password });
}

// No user-id has a colon (RFC 7617 section 2). One that was encoded would move into the password.
function checked(client: BasicCredentials): BasicCredentials | Failure {
  return client.username.includes(':') ? FAILURES.malformed : client;
}

// RFC 6749 appendix B: form-urlencoded before it goes into the pair.
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
