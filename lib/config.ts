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
/** The variable with the tokens of the edge. */
export const EDGE_TOKENS = 'EDGE_TOKENS';
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
  'VERIFY_SERVICE_SID',
  'VERIFY_URL',
] as const;

/**
 * The variables this library reads, and the only place where it reads them.
 * `.env.example` describes each one; a test keeps the two in step.
 */
export const VARIABLES = [
  ...BASIC,
  'BEARER_TOKENS',
  EDGE_TOKENS,
  ...SIGNATURE,
  ...JWT,
  'OAUTH_SCOPES',
  ...DIRECTORY,
] as const;

/** Variables by name. An empty variable is undefined, because a deploy drops it. */
type Named<Name extends string> = Readonly<Record<Name, string | undefined>>;

/** Variables whose names extend the name of a list, such as `BEARER_TOKENS_2`. Undefined without any. */
type ExtraLists = Readonly<Record<string, string>> | undefined;

/** The variables of `basic()`. */
export interface BasicVariables extends Named<(typeof BASIC)[number]> {
  /** Every variable that begins with `BASIC_AUTH_CREDENTIALS_`. */
  readonly more: ExtraLists;
}

/** Reads the variables of `basic()` from the invocation's context. */
export function readBasicVariables(context: object): BasicVariables {
  const given = context as Readonly<Record<string, unknown>>;
  return {
    USERNAME: text(given['USERNAME']),
    PASSWORD: text(given['PASSWORD']),
    BASIC_AUTH_CREDENTIALS: text(given['BASIC_AUTH_CREDENTIALS']),
    BASIC_AUTH_REALM: text(given['BASIC_AUTH_REALM']),
    PASSWORD_PEPPER: text(given['PASSWORD_PEPPER']),
    more: readExtraLists(given, 'BASIC_AUTH_CREDENTIALS_'),
  };
}

/** Returns whether the variables of `basic()` have the same values. */
export function isSameVariables(one: BasicVariables, other: BasicVariables): boolean {
  return (
    one.USERNAME === other.USERNAME &&
    one.PASSWORD === other.PASSWORD &&
    one.BASIC_AUTH_CREDENTIALS === other.BASIC_AUTH_CREDENTIALS &&
    one.BASIC_AUTH_REALM === other.BASIC_AUTH_REALM &&
    one.PASSWORD_PEPPER === other.PASSWORD_PEPPER &&
    isSameLists(one.more, other.more)
  );
}

/** The variables of opaque tokens. */
export interface TokenVariables extends Named<'BEARER_TOKENS'> {
  /** Every variable that begins with `BEARER_TOKENS_`. */
  readonly more: ExtraLists;
}

/** Reads the opaque tokens of `bearer()` and `apiKey()` from the invocation's context. */
export function readTokenVariables(context: object): TokenVariables {
  const given = context as Readonly<Record<string, unknown>>;
  return {
    BEARER_TOKENS: text(given['BEARER_TOKENS']),
    more: readExtraLists(given, 'BEARER_TOKENS_'),
  };
}

/** Returns whether the variables of opaque tokens have the same values. */
export function isSameTokenVariables(one: TokenVariables, other: TokenVariables): boolean {
  return one.BEARER_TOKENS === other.BEARER_TOKENS && isSameLists(one.more, other.more);
}

/** Reads the tokens of the edge from the invocation's context. */
export function readEdgeTokens(context: object): string | undefined {
  return variable(EDGE_TOKENS, (context as Readonly<Record<string, unknown>>)[EDGE_TOKENS]);
}

/** Read and compare the variables of `twilioSignature()`. The platform sets `AUTH_TOKEN` and `DOMAIN_NAME`. */
export const [readSignatureVariables, isSameSignatureVariables] = byName([
  ...SIGNATURE,
  'AUTH_TOKEN',
  'DOMAIN_NAME',
]);
export type SignatureVariables = ReturnType<typeof readSignatureVariables>;

/** Read and compare the variables of the directory, the names of the service, and the account that the platform sets. */
export const [readDirectoryVariables, isSameDirectoryVariables] = byName([
  ...DIRECTORY,
  'PUBLIC_URL',
  'DOMAIN_NAME',
  'ACCOUNT_SID',
  'AUTH_TOKEN',
]);
export type DirectoryVariables = ReturnType<typeof readDirectoryVariables>;

/**
 * The value that removes a previous key or the edge, which is the same as undefined. An empty variable would not do:
 * a deploy does not send it, so the old value would stay online.
 */
export const NONE = 'none';

/** Read and compare the variables of JSON Web Tokens, and the platform's name of the service. */
export const [readJwtVariables, isSameJwtVariables] = byName([...JWT, 'DOMAIN_NAME']);
export type JwtVariables = ReturnType<typeof readJwtVariables>;

/** Read and compare the variables of `jwksEndpoint()`. */
export const [readSigningKeyVariables, isSameSigningKeyVariables] = byName([
  'JWT_SIGNING_KEY',
  'JWT_SIGNING_KEY_PREVIOUS',
]);
export type SigningKeyVariables = ReturnType<typeof readSigningKeyVariables>;

/** Read and compare the variables of `tokenEndpoint()`, except for the keys. */
export const [readIssueVariables, isSameIssueVariables] = byName([
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'OAUTH_SCOPES',
  'DOMAIN_NAME',
]);
export type IssueVariables = ReturnType<typeof readIssueVariables>;

// Returns a function that reads variables from an invocation's context, and one that compares two results.
function byName<const Name extends string>(names: readonly Name[]) {
  const read = (context: object): Named<Name> => {
    const given = context as Readonly<Record<string, unknown>>;
    // A loop, because every request reads the variables, and Object.fromEntries takes three times as long.
    const found: Partial<Record<Name, string | undefined>> = {};
    for (const name of names) found[name] = variable(name, given[name]);
    return found as Named<Name>;
  };
  const isSame = (one: Named<Name>, other: Named<Name>) =>
    names.every((name) => one[name] === other[name]);
  return [read, isSame] as const;
}

function variable(name: string, value: unknown): string | undefined {
  if (value !== NONE) return text(value);
  return name.endsWith('_KEY_PREVIOUS') || name === EDGE_TOKENS ? undefined : NONE;
}

function readExtraLists(given: Readonly<Record<string, unknown>>, prefix: string): ExtraLists {
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

function isSameLists(one: ExtraLists, other: ExtraLists): boolean {
  return one === other || (includes(one, other) && includes(other, one));
}

function includes(one: ExtraLists = {}, other: ExtraLists = {}): boolean {
  for (const name in other) if (one[name] !== other[name]) return false;
  return true;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
