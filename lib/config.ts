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
  'JWT_SECRET',
  'JWT_PUBLIC_KEY',
  'JWT_JWKS',
  'JWT_JWKS_URI',
  'JWT_SIGNING_KEY',
  'JWT_SIGNING_KEY_PREVIOUS',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
] as const;

type JwtVariable = Extract<(typeof VARIABLES)[number], `JWT_${string}`>;
type Variable = Exclude<(typeof VARIABLES)[number], JwtVariable>;

/** Variables by name; an empty one counts as not set, as a deploy drops it. */
export interface BasicVariables extends Readonly<Record<Variable, string | undefined>> {
  /** Every variable that begins with `BASIC_AUTH_CREDENTIALS_`, where there are any. */
  readonly more: Readonly<Record<string, string>> | undefined;
}

/** Variables about JSON Web Tokens by name, and what the platform calls the service. */
export type JwtVariables = Readonly<Record<JwtVariable | 'DOMAIN_NAME', string | undefined>>;

const PREFIX = 'BASIC_AUTH_CREDENTIALS_';

/** What `basic()` takes from the invocation's context. */
export function readBasicVariables(context: object): BasicVariables {
  const given = context as Readonly<Record<Variable, unknown>>;
  return {
    USERNAME: text(given.USERNAME),
    PASSWORD: text(given.PASSWORD),
    BASIC_AUTH_CREDENTIALS: text(given.BASIC_AUTH_CREDENTIALS),
    BASIC_AUTH_REALM: text(given.BASIC_AUTH_REALM),
    PASSWORD_PEPPER: text(given.PASSWORD_PEPPER),
    more: readMore(context as Readonly<Record<string, unknown>>),
  };
}

/** What JSON Web Tokens are checked by, from the invocation's context. */
export function readJwtVariables(context: object): JwtVariables {
  const given = context as Readonly<Record<keyof JwtVariables, unknown>>;
  return {
    JWT_SECRET: text(given.JWT_SECRET),
    JWT_PUBLIC_KEY: text(given.JWT_PUBLIC_KEY),
    JWT_JWKS: text(given.JWT_JWKS),
    JWT_JWKS_URI: text(given.JWT_JWKS_URI),
    JWT_SIGNING_KEY: text(given.JWT_SIGNING_KEY),
    JWT_SIGNING_KEY_PREVIOUS: text(given.JWT_SIGNING_KEY_PREVIOUS),
    JWT_ISSUER: text(given.JWT_ISSUER),
    JWT_AUDIENCE: text(given.JWT_AUDIENCE),
    DOMAIN_NAME: text(given.DOMAIN_NAME),
  };
}

/** Whether two readings hold the same values. */
export function isSameJwtVariables(one: JwtVariables, other: JwtVariables): boolean {
  return (
    one.JWT_SECRET === other.JWT_SECRET &&
    one.JWT_PUBLIC_KEY === other.JWT_PUBLIC_KEY &&
    one.JWT_JWKS === other.JWT_JWKS &&
    one.JWT_JWKS_URI === other.JWT_JWKS_URI &&
    one.JWT_SIGNING_KEY === other.JWT_SIGNING_KEY &&
    one.JWT_SIGNING_KEY_PREVIOUS === other.JWT_SIGNING_KEY_PREVIOUS &&
    one.JWT_ISSUER === other.JWT_ISSUER &&
    one.JWT_AUDIENCE === other.JWT_AUDIENCE &&
    one.DOMAIN_NAME === other.DOMAIN_NAME
  );
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
