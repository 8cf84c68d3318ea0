import { Context, EnvironmentVariables } from "@twilio-labs/serverless-runtime-types/types";

// lib/jwt/jwt-options.d.ts
/** A signature algorithm of a JWT. Each requires one type of key (RFC 7518 section 3.1, RFC 8037). */
type JwtAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';
/**
 * A value, or a function that returns it from the context of each invocation. The verifier is created again
 * if the value changes (compared with `===`, and lists item by item). Return text as it is rather than parse it.
 */
type FromContext<T> = T | ((context: Context<EnvironmentVariables>) => T | undefined);
/**
 * Options of `bearer({ jwt })`: the keys and rules for checking a JSON Web Token (RFC 7519).
 *
 * The keys come from one of `secret`, `publicKey`, `jwks` and `jwksUri`. Without these options, they come from
 * one of the variables `JWT_SECRET`, `JWT_PUBLIC_KEY`, `JWT_JWKS`, `JWT_JWKS_URI` and `JWT_SIGNING_KEY`; only
 * one may be set. This service's own tokens, signed with `JWT_SIGNING_KEY`, need no `issuer` and `audience`:
 * the issuer is `https://` and the service's domain, and the audience is the issuer. The guard logs problems
 * of the options and answers 500.
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
interface JwtOptions {
  /**
   * The secret for HS256: a text whose UTF-8 bytes are the key, at least 32 bytes (RFC 7518 section 3.2).
   * Each secret of a list is valid, so that one can replace another.
   */
  readonly secret?: FromContext<string | readonly string[]>;
  /**
   * A public key as PEM (SubjectPublicKeyInfo, `-----BEGIN PUBLIC KEY-----`): RSA of 2,048 bits or more,
   * P-256 or Ed25519. Or the name of a private asset with the key, such as `/partner.pem`. Each key of a list
   * is valid.
   */
  readonly publicKey?: FromContext<string | readonly string[]>;
  /**
   * A JWK Set (RFC 7517 section 5): an object, JSON text, or the name of a private asset, such as
   * `/jwks.json`. Of private keys, only the public half is used.
   */
  readonly jwks?: FromContext<string | {
    readonly keys: readonly object[];
  }>;
  /**
   * The URL of the issuer's JWK Set: https without credentials, or http for this machine. The set is cached
   * for 10 minutes, and for 24 hours while the issuer cannot be reached.
   */
  readonly jwksUri?: FromContext<string>;
  /** The accepted algorithms. Required: `HS256` only with a secret, the others only without a secret. */
  readonly algorithms: readonly JwtAlgorithm[];
  /** The accepted values of the claim `iss`, compared exactly. Default: `JWT_ISSUER`. */
  readonly issuer?: string | readonly string[];
  /** The accepted values of the claim `aud`, compared exactly. Default: `JWT_AUDIENCE`. */
  readonly audience?: string | readonly string[];
  /**
   * The accepted values of the claim `client_id`, compared exactly (RFC 9068 section 2.2). This option is for
   * issuers such as Amazon Cognito, whose access tokens have no `aud`. A token without `aud` is then accepted if
   * its `client_id` is listed and its `token_use`, if any, is `access`. A token with `aud` must still match
   * `audience`, which becomes optional, and its `client_id`, if any, must be listed. Default: every token needs
   * an `aud`.
   */
  readonly clientIds?: string | readonly string[];
  /** The tolerated clock difference for `exp`, `nbf` and `iat`: 0 to 120. Default: 5. */
  readonly clockToleranceSeconds?: number;
  /** The maximum age of a token since its `iat`, which is then required. Default: until `exp`. */
  readonly maxAgeSeconds?: number;
  /** Required claims in addition to `iss`, `aud` (or `client_id`), `exp` and `sub`. Default: none. */
  readonly requiredClaims?: readonly string[];
  /** Scopes that a token must have, all of them. Other tokens are refused with 403. Default: none. */
  readonly scopes?: readonly string[];
  /** The required value of the header's `typ`, such as `at+jwt` (RFC 9068). Default: any value. */
  readonly typ?: string;
}
export { JwtOptions as n, JwtAlgorithm as t };