/**
 * The variables this library reads, and the only place where it reads them.
 * `.env.example` describes each one; a test keeps the two in step.
 */
export const VARIABLES = [
  'USERNAME',
  'PASSWORD',
  'BASIC_AUTH_CREDENTIALS',
  'BASIC_AUTH_REALM',
  'PASSWORD_PEPPER',
  'JWT_SIGNING_KEY',
  'JWT_SIGNING_KEY_PREVIOUS',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'OAUTH_SCOPES',
] as const;

type BasicVariable =
  | 'USERNAME'
  | 'PASSWORD'
  | 'BASIC_AUTH_CREDENTIALS'
  | 'BASIC_AUTH_REALM'
  | 'PASSWORD_PEPPER';

/** Variables by name; an empty one counts as not set, as a deploy drops it. */
export interface BasicVariables extends Readonly<Record<BasicVariable, string | undefined>> {
  /** Every variable that begins with `BASIC_AUTH_CREDENTIALS_`, where there are any. */
  readonly more: Readonly<Record<string, string>> | undefined;
}

const PREFIX = 'BASIC_AUTH_CREDENTIALS_';

/** What `basic()` takes from the invocation's context. */
export function readBasicVariables(context: object): BasicVariables {
  const given = context as Readonly<Record<BasicVariable, unknown>>;
  return {
    USERNAME: text(given.USERNAME),
    PASSWORD: text(given.PASSWORD),
    BASIC_AUTH_CREDENTIALS: text(given.BASIC_AUTH_CREDENTIALS),
    BASIC_AUTH_REALM: text(given.BASIC_AUTH_REALM),
    PASSWORD_PEPPER: text(given.PASSWORD_PEPPER),
    more: readMore(context as Readonly<Record<string, unknown>>),
  };
}

/** Whether two readings hold the same values. */
export function isSameVariables(one: BasicVariables, other: BasicVariables): boolean {
  return (
    one.USERNAME === other.USERNAME &&
    one.PASSWORD === other.PASSWORD &&
    one.BASIC_AUTH_CREDENTIALS === other.BASIC_AUTH_CREDENTIALS &&
    one.BASIC_AUTH_REALM === other.BASIC_AUTH_REALM &&
    one.PASSWORD_PEPPER === other.PASSWORD_PEPPER &&
    (one.more === other.more || (has(one.more, other.more) && has(other.more, one.more)))
  );
}

/** Variables of the keys that sign tokens. */
export interface KeyVariables {
  readonly JWT_SIGNING_KEY: string | undefined;
  readonly JWT_SIGNING_KEY_PREVIOUS: string | undefined;
}

/** What `jwksEndpoint()` takes from the invocation's context. */
export function readKeyVariables(context: object): KeyVariables {
  const given = context as Readonly<Record<keyof KeyVariables, unknown>>;
  return {
    JWT_SIGNING_KEY: text(given.JWT_SIGNING_KEY),
    JWT_SIGNING_KEY_PREVIOUS: text(given.JWT_SIGNING_KEY_PREVIOUS),
  };
}

/** Variables of the tokens that are issued. */
export interface TokenVariables {
  readonly JWT_ISSUER: string | undefined;
  readonly JWT_AUDIENCE: string | undefined;
  readonly OAUTH_SCOPES: string | undefined;
  /** The platform's own: the service's domain. */
  readonly DOMAIN_NAME: string | undefined;
}

/** What `tokenEndpoint()` takes from the invocation's context, beside the keys. */
export function readTokenVariables(context: object): TokenVariables {
  const given = context as Readonly<Record<keyof TokenVariables, unknown>>;
  return {
    JWT_ISSUER: text(given.JWT_ISSUER),
    JWT_AUDIENCE: text(given.JWT_AUDIENCE),
    OAUTH_SCOPES: text(given.OAUTH_SCOPES),
    DOMAIN_NAME: text(given.DOMAIN_NAME),
  };
}

function readMore(given: Readonly<Record<string, unknown>>): BasicVariables['more'] {
  let more: Record<string, string> | undefined;
  for (const name in given) {
    if (name.length <= PREFIX.length || !name.startsWith(PREFIX)) continue;
    const value = text(given[name]);
    if (value === undefined) continue;
    more ??= {};
    more[name] = value;
  }
  return more;
}

function has(one: BasicVariables['more'] = {}, other: BasicVariables['more'] = {}): boolean {
  for (const name in other) if (one[name] !== other[name]) return false;
  return true;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
