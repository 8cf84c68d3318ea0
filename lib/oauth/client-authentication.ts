import {
  type BasicCredentials,
  isBasic,
  MAX_AUTHORIZATION_LENGTH,
  readBasicAuthorization,
} from '../http/basic-authorization';
import { FAILURES, type Failure } from './failure';

/**
 * Reads who the client says it is (RFC 6749 section 2.3.1), from the Authorization field or from the
 * parameters of the body.
 *
 * @param authorization - as `readAuthorization` has it.
 */
export function readClient(
  authorization: string | null | undefined,
  parameters: ReadonlyMap<string, string>,
): BasicCredentials | Failure {
  const [username, password] = [parameters.get('client_id'), parameters.get('client_secret')];
  if (authorization === null) return FAILURES.repeatedField;
  if (authorization !== undefined && password !== undefined) return FAILURES.twoWays;
  if (authorization !== undefined) return readField(authorization, username);
  if (password === undefined) return FAILURES.unauthenticated;
  return username === undefined ? FAILURES.noClient : checked({ username, password });
}

function readField(field: string, parameter: string | undefined): BasicCredentials | Failure {
  if (!isBasic(field)) return FAILURES.unauthenticated;
  const pair = field.length > MAX_AUTHORIZATION_LENGTH ? null : readBasicAuthorization(field);
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
