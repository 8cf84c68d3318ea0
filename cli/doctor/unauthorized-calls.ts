import { randomBytes } from 'node:crypto';
import { newSecret } from '../../lib/directory/crypto/ids';
import { basicAuthorization } from '../../lib/schemes/basic/basic-authorization';
import { makeToken } from '../../lib/tokens/token-format';
import type { InspectedScheme } from './inspect-function';

/** A call that a guard must refuse. */
export interface UnauthorizedCall {
  /** Its credentials, in words. */
  readonly what: string;
  readonly event: object;
}

type Fields = Readonly<Record<string, string>>;

const SESSION_COOKIE = '__Secure-session';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
// The length of each algorithm's signatures, in bytes.
const SIGNATURES = { none: 0, HS256: 32, ES256: 64, EdDSA: 64, RS256: 256 } as const;

/** A call without any credentials. */
export const NO_CREDENTIALS: UnauthorizedCall = { what: 'no credentials', event: eventWith({}) };

/**
 * Returns calls with random credentials in every form that this library knows, because a scheme ignores other forms.
 * Each name is used once, so that the throttle delays none.
 */
export function callsWithInvalidCredentials(
  schemes: readonly InspectedScheme[],
): readonly UnauthorizedCall[] {
  const name = `nobody-${random()}`;
  return [
    ...basicCall('a username and a password', name, random()),
    ...basicCall('an email address and a password', `${name}@example.com`, random()),
    ...basicCall('a username and an authtoken', `${name}-2`, makeToken('tfa').token),
    ...basicCall('a username and no password', `${name}-3`, ''),
    ...bearerCall('a Bearer token', random()),
    ...bearerCall('an authtoken', makeToken('tfa').token),
    ...bearerCall('an API key', makeToken('tfk').token),
    ...jsonWebTokens(schemes).flatMap((text) => bearerCall('a JSON Web Token', text)),
    ...keyFields(schemes).map((field) => ({
      what: 'an API key',
      event: eventWith({ [field]: makeToken('tfk').token }),
    })),
    { what: 'a session', event: sessionEvent(newSecret()) },
    { what: 'a signature of Twilio', event: signedEvent() },
  ];
}

function eventWith(headers: Fields, cookies: Fields = {}): object {
  return { request: { headers, cookies } };
}

function basicCall(what: string, username: string, password: string): readonly UnauthorizedCall[] {
  return [{ what, event: eventWith({ authorization: basicAuthorization(username, password) }) }];
}

function bearerCall(what: string, text: string): readonly UnauthorizedCall[] {
  return [{ what, event: eventWith({ authorization: `Bearer ${text}` }) }];
}

function sessionEvent(secret: string): object {
  return eventWith({ cookie: `${SESSION_COOKIE}=${secret}` }, { [SESSION_COOKIE]: secret });
}

function signedEvent(): object {
  const signature = randomBytes(20).toString('base64');
  const parameters = { From: '+15005550006', To: '+15005550001', Body: 'Ahoy' };
  return { ...parameters, ...eventWith({ ...FORM, 'x-twilio-signature': signature }) };
}

// The header of an API key is configurable: its challenge names it.
function keyFields(schemes: readonly InspectedScheme[]): readonly string[] {
  const named = schemes.flatMap(({ keyField }) => keyField ?? []);
  return [...new Set([...named, 'x-api-key'])];
}

// Valid except for the signature.
function jsonWebTokens(schemes: readonly InspectedScheme[]): readonly string[] {
  const users = schemes.flatMap((scheme) => scheme.users ?? []);
  const issuers = users.filter(({ format }) => format === 'jwt').map(({ username }) => username);
  const now = Math.floor(Date.now() / 1000);
  return [...new Set([...issuers, 'https://localhost'])].flatMap((iss) =>
    Object.entries(SIGNATURES).map(([alg, length]) => {
      const claims = { iss, aud: iss, sub: `nobody-${random()}`, iat: now, exp: now + 600 };
      const parts = [{ alg, typ: 'JWT' }, claims].map((part) => encode(JSON.stringify(part)));
      return [...parts, encode(randomBytes(length))].join('.');
    }),
  );
}

function encode(part: string | Buffer): string {
  return Buffer.from(part).toString('base64url');
}

function random(): string {
  return randomBytes(18).toString('base64url');
}
