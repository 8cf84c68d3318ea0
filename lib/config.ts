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
  'PUBLIC_URL',
  'TWILIO_AUTH_TOKENS',
] as const;

type Variable =
  | 'USERNAME'
  | 'PASSWORD'
  | 'BASIC_AUTH_CREDENTIALS'
  | 'BASIC_AUTH_REALM'
  | 'PASSWORD_PEPPER';

/** Variables by name; an empty one counts as not set, as a deploy drops it. */
export interface BasicVariables extends Readonly<Record<Variable, string | undefined>> {
  /** Every variable that begins with `BASIC_AUTH_CREDENTIALS_`, where there are any. */
  readonly more: Readonly<Record<string, string>> | undefined;
}

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

/** Variables of the signature; `AUTH_TOKEN` and `DOMAIN_NAME` are the platform's own. */
export interface SignatureVariables {
  readonly AUTH_TOKEN: string | undefined;
  readonly TWILIO_AUTH_TOKENS: string | undefined;
  readonly PUBLIC_URL: string | undefined;
  readonly DOMAIN_NAME: string | undefined;
}

/** What `twilioSignature()` takes from the invocation's context. */
export function readSignatureVariables(context: object): SignatureVariables {
  const given = context as Readonly<Record<keyof SignatureVariables, unknown>>;
  return {
    AUTH_TOKEN: text(given.AUTH_TOKEN),
    TWILIO_AUTH_TOKENS: text(given.TWILIO_AUTH_TOKENS),
    PUBLIC_URL: text(given.PUBLIC_URL),
    DOMAIN_NAME: text(given.DOMAIN_NAME),
  };
}

/** Whether two readings hold the same values. */
export function isSameSignatureVariables(
  one: SignatureVariables,
  other: SignatureVariables,
): boolean {
  return (
    one.AUTH_TOKEN === other.AUTH_TOKEN &&
    one.TWILIO_AUTH_TOKENS === other.TWILIO_AUTH_TOKENS &&
    one.PUBLIC_URL === other.PUBLIC_URL &&
    one.DOMAIN_NAME === other.DOMAIN_NAME
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
