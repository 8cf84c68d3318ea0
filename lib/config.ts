const BASIC = [
  'USERNAME',
  'PASSWORD',
  'BASIC_AUTH_CREDENTIALS',
  'BASIC_AUTH_REALM',
  'PASSWORD_PEPPER',
] as const;
const JWT = [
  'JWT_SECRET',
  'JWT_PUBLIC_KEY',
  'JWT_JWKS',
  'JWT_JWKS_URI',
  'JWT_SIGNING_KEY',
  'JWT_SIGNING_KEY_PREVIOUS',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
] as const;
const SIGNATURE = ['PUBLIC_URL', 'TWILIO_AUTH_TOKENS'] as const;
const DIRECTORY = [
  'DATABASE_URL',
  'DATABASE_CA',
  'DIRECTORY_KEY',
  'DIRECTORY_KEY_PREVIOUS',
  'SMTP_URL',
  'MAIL_FROM',
  'MAIL_FOLDER',
  'ALLOW_SIGNUP',
] as const;

/**
 * The variables this library reads, and the only place where it reads them.
 * `.env.example` describes each one; a test keeps the two in step.
 */
export const VARIABLES = [
  ...BASIC,
  'BEARER_TOKENS',
  ...SIGNATURE,
  ...JWT,
  'OAUTH_SCOPES',
  ...DIRECTORY,
] as const;

/** Variables by name; an empty one counts as not set, as a deploy drops it. */
type Named<Name extends string> = Readonly<Record<Name, string | undefined>>;

/** Variables whose names go on where that of a list of lines ends, where there are any. */
type More = Readonly<Record<string, string>> | undefined;

/** The variables with usernames and passwords. */
export interface BasicVariables extends Named<(typeof BASIC)[number]> {
  /** Every variable that begins with `BASIC_AUTH_CREDENTIALS_`. */
  readonly more: More;
}

/** What `basic()` takes from the invocation's context. */
export function readBasicVariables(context: object): BasicVariables {
  const given = context as Readonly<Record<string, unknown>>;
  return {
    USERNAME: text(given['USERNAME']),
    PASSWORD: text(given['PASSWORD']),
    BASIC_AUTH_CREDENTIALS: text(given['BASIC_AUTH_CREDENTIALS']),
    BASIC_AUTH_REALM: text(given['BASIC_AUTH_REALM']),
    PASSWORD_PEPPER: text(given['PASSWORD_PEPPER']),
    more: readMore(given, 'BASIC_AUTH_CREDENTIALS_'),
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
    isSameMore(one.more, other.more)
  );
}

/** The variables with opaque tokens. */
export interface TokenVariables extends Named<'BEARER_TOKENS'> {
  /** Every variable that begins with `BEARER_TOKENS_`. */
  readonly more: More;
}

/** What `bearer()` and `apiKey()` take from the invocation's context for opaque tokens. */
export function readTokenVariables(context: object): TokenVariables {
  const given = context as Readonly<Record<string, unknown>>;
  return {
    BEARER_TOKENS: text(given['BEARER_TOKENS']),
    more: readMore(given, 'BEARER_TOKENS_'),
  };
}

/** Whether two readings hold the same tokens. */
export function isSameTokenVariables(one: TokenVariables, other: TokenVariables): boolean {
  return one.BEARER_TOKENS === other.BEARER_TOKENS && isSameMore(one.more, other.more);
}

/** What `twilioSignature()` goes by; `AUTH_TOKEN` and `DOMAIN_NAME` are the platform's own. */
export const [readSignatureVariables, isSameSignatureVariables] = byName([
  ...SIGNATURE,
  'AUTH_TOKEN',
  'DOMAIN_NAME',
]);
export type SignatureVariables = ReturnType<typeof readSignatureVariables>;

/** What the directory works with, and what the service is called. */
export const [readDirectoryVariables, isSameDirectoryVariables] = byName([
  ...DIRECTORY,
  'PUBLIC_URL',
  'DOMAIN_NAME',
]);
export type DirectoryVariables = ReturnType<typeof readDirectoryVariables>;

/**
 * What stands in the variable of a previous key once a rotation has ended, and counts as not set: a deploy
 * does not send a variable that is empty, so the old key would stay online.
 */
export const NO_PREVIOUS_KEY = 'none';

/** What JSON Web Tokens are checked by, and what the platform calls the service. */
export const [readJwtVariables, isSameJwtVariables] = byName([...JWT, 'DOMAIN_NAME']);
export type JwtVariables = ReturnType<typeof readJwtVariables>;

/** What `jwksEndpoint()` takes from the invocation's context. */
export const [readKeyVariables, isSameKeyVariables] = byName([
  'JWT_SIGNING_KEY',
  'JWT_SIGNING_KEY_PREVIOUS',
]);
export type KeyVariables = ReturnType<typeof readKeyVariables>;

/** What `tokenEndpoint()` takes from there, beside the keys. */
export const [readIssueVariables, isSameIssueVariables] = byName([
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'OAUTH_SCOPES',
  'DOMAIN_NAME',
]);
export type IssueVariables = ReturnType<typeof readIssueVariables>;

// How a few variables are read from an invocation's context, and how two readings are compared.
function byName<const Name extends string>(names: readonly Name[]) {
  const read = (context: object): Named<Name> => {
    const given = context as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      names.map((name) => [name, variable(name, given[name])]),
    ) as Named<Name>;
  };
  const isSame = (one: Named<Name>, other: Named<Name>) =>
    names.every((name) => one[name] === other[name]);
  return [read, isSame] as const;
}

function variable(name: string, value: unknown): string | undefined {
  const isNoKey = name.endsWith('_KEY_PREVIOUS') && value === NO_PREVIOUS_KEY;
  return isNoKey ? undefined : text(value);
}

function readMore(given: Readonly<Record<string, unknown>>, prefix: string): More {
  let more: Record<string, string> | undefined;
  for (const name in given) {
    if (name.length <= prefix.length || !name.startsWith(prefix)) continue;
    const value = text(given[name]);
    if (value === undefined) continue;
    more ??= {};
    more[name] = value;
  }
  return more;
}

function isSameMore(one: More, other: More): boolean {
  return one === other || (has(one, other) && has(other, one));
}

function has(one: More = {}, other: More = {}): boolean {
  for (const name in other) if (one[name] !== other[name]) return false;
  return true;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
