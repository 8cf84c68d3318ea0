import type { Context, EnvironmentVariables } from '@twilio-labs/serverless-runtime-types/types';
import { isScope } from '../http/scope';
import { unknownOptionProblems } from '../util/option-problems';

/** How a JWT may be signed. Each goes with one kind of key (RFC 7518 section 3.1, RFC 8037). */
export type JwtAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';

/**
 * A value, or a function that takes it from the context of each invocation. Work is done anew where it
 * is another one (`===`, in a list one by one): so pass a text on rather than parse it.
 */
export type FromContext<T> = T | ((context: Context<EnvironmentVariables>) => T | undefined);

/**
 * Options of `bearer({ jwt })`: by which keys and rules a JSON Web Token is checked (RFC 7519).
 *
 * The keys come from one of `secret`, `publicKey`, `jwks` and `jwksUri`. Without any of these, from the
 * one variable that is set of `JWT_SECRET`, `JWT_PUBLIC_KEY`, `JWT_JWKS`, `JWT_JWKS_URI` and
 * `JWT_SIGNING_KEY`. Tokens of this service's own, signed with the last, need no `issuer` and
 * `audience`: the issuer is `https://` and its domain, and the audience is the issuer. Anything wrong
 * with the options is a problem that the guard logs and answers with 500.
 *
 * @example
 * const jwt = {
 *   jwksUri: 'https://issuer.example/.well-known/jwks.json',
 *   algorithms: ['RS256'],
 *   issuer: 'https://issuer.example/',
 *   audience: 'https://api.example',
 * } as const;
 *
 * export const handler = withAuth(bearer({ jwt }), (context) => `Ahoy, ${context.auth.username}!`);
 */
export interface JwtOptions {
  /**
   * What HS256 is checked by: a text whose UTF-8 bytes are the key, at least 32 of them (RFC 7518
   * section 3.2). Of several, each counts, so that one can replace another.
   */
  readonly secret?: FromContext<string | readonly string[]>;
  /**
   * A public key as PEM (SubjectPublicKeyInfo, `-----BEGIN PUBLIC KEY-----`): RSA of 2,048 bits or more,
   * P-256 or Ed25519. Or the name of a private asset that holds it, as in `/partner.pem`. Of several,
   * each counts.
   */
  readonly publicKey?: FromContext<string | readonly string[]>;
  /**
   * A JWK Set (RFC 7517 section 5): an object, JSON text, or the name of a private asset, as in
   * `/jwks.json`. Of private keys, the public half counts.
   */
  readonly jwks?: FromContext<string | { readonly keys: readonly object[] }>;
  /**
   * Where the issuer publishes its JWK Set: an https URL without credentials; http for this machine.
   * Kept for 10 minutes, and for 24 hours while the issuer cannot be reached.
   */
  readonly jwksUri?: FromContext<string>;
  /** The algorithms that count. Required: `HS256` alone with a secret, the others without one. */
  readonly algorithms: readonly JwtAlgorithm[];
  /** Whose tokens count: the claim `iss`, exactly. Default: `JWT_ISSUER`. */
  readonly issuer?: string | readonly string[];
  /** Whom tokens have to be meant for: one of the claim `aud`, exactly. Default: `JWT_AUDIENCE`. */
  readonly audience?: string | readonly string[];
  /**
   * Clients whose tokens count: the claim `client_id`, exactly (RFC 9068 section 2.2). For issuers such as
   * Amazon Cognito, whose access tokens have no `aud`: one without it counts where its `client_id` is listed, and
   * its `token_use`, if any, is `access`. One with `aud` has to satisfy `audience` as ever, which need not be
   * given then, and a `client_id` that it has has to be listed as well. Default: every token needs an `aud`.
   */
  readonly clientIds?: string | readonly string[];
  /** How far clocks may be apart for `exp`, `nbf` and `iat`: 0 to 120. Default: 5. */
  readonly clockToleranceSeconds?: number;
  /** How long after its `iat` a token counts, which then has to have one. Default: until `exp`. */
  readonly maxAgeSeconds?: number;
  /** Claims that have to be there, beside `iss`, `aud` (or `client_id`), `exp` and `sub`. Default: none. */
  readonly requiredClaims?: readonly string[];
  /** Scopes that a token has to have, all of them; without, 403. Default: none. */
  readonly scopes?: readonly string[];
  /** What the header's `typ` has to be, as in `at+jwt` (RFC 9068). Default: anything. */
  readonly typ?: string;
}

const OPTIONS = [
  'secret',
  'publicKey',
  'jwks',
  'jwksUri',
  'algorithms',
  'issuer',
  'audience',
  'clientIds',
  'clockToleranceSeconds',
  'maxAgeSeconds',
  'requiredClaims',
  'scopes',
  'typ',
];
const ALGORITHMS: readonly unknown[] = ['HS256', 'RS256', 'ES256', 'EdDSA'];
const MAX_TOLERANCE = 120;

/** The options as they were given, of any shape. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** Whether a list of algorithms is one: not empty, and nothing else in it. */
export function isAlgorithms(given: unknown): boolean {
  return isListOf(given, (name) => ALGORITHMS.includes(name)) && (given as []).length > 0;
}

/** What is wrong with the options as such; keys, issuer and audience are read elsewhere. */
export function jwtOptionProblems(given: GivenOptions): readonly string[] {
  const wrong = (name: string, isRight: (value: unknown) => boolean, what: string) =>
    name in given && !isRight(given[name]) ? [`the option ${name} of jwt is not ${what}`] : [];
  return [
    ...unknownOptionProblems('bearer({ jwt })', given, OPTIONS),
    ...(isAlgorithms(given['algorithms'])
      ? []
      : ['the option algorithms of jwt is not a list of HS256, RS256, ES256 or EdDSA']),
    ...wrong('clockToleranceSeconds', isTolerance, `a number from 0 to ${MAX_TOLERANCE}`),
    ...wrong('maxAgeSeconds', isAge, 'a number above 0'),
    ...wrong('requiredClaims', (names) => isListOf(names, isText), 'a list of names of claims'),
    ...wrong('scopes', (scopes) => isListOf(scopes, isScope), 'a list of scopes without spaces'),
    ...wrong('typ', isText, 'a text such as at+jwt'),
  ];
}

/** Whether a value is a text with something in it. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isListOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isTolerance(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= MAX_TOLERANCE;
}

function isAge(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}
