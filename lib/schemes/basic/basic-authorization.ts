import { formatBasicCredentials } from '../../http/basic-authorization';
import { textProblem } from '../../http/credential-text';

/**
 * Returns the value of an Authorization header with these credentials (RFC 7617 section 2).
 *
 * @param username - any text without a colon. The username and the password may be empty.
 * @throws TypeError if the username or the password cannot be sent. The message never contains either.
 * @example basicAuthorization('Aladdin', 'open sesame') // 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='
 */
export function basicAuthorization(username: string, password: string): string {
  for (const [name, value] of Object.entries({ username, password })) {
    const problem = value === '' ? undefined : textProblem(value);
    if (problem !== undefined) throw new TypeError(`basicAuthorization: the ${name} ${problem}.`);
  }
  if (username.includes(':')) throw new TypeError('basicAuthorization: the username has a colon.');
  return formatBasicCredentials({
    username: username.normalize('NFC'),
    password: password.normalize('NFC'),
  });
}
