import type { Identity as DirectoryIdentity } from './identity/identity';

/**
 * The identity of an authenticated caller. Frozen and free of secrets, so it is safe to log and to
 * send to the caller.
 *
 * @example
 * const principal: Principal = { scheme: 'basic', username: 'ada' };
 */
export interface Principal {
  /** The scheme that accepted the caller, for example `basic`. */
  readonly scheme: string;
  /**
   * The authenticated name, in Unicode normalization form C. For a JWT, the unchanged claim `sub`
   * (RFC 7519 section 2, StringOrURI).
   */
  readonly username: string;
  /** The scopes of the credential (RFC 6749 section 3.3). Undefined if the credential has none. */
  readonly scopes?: readonly string[];
  /** The public id of the presented credential, if it has one. */
  readonly credentialId?: string;
  /** The claims of a JWT, as signed by its issuer. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The caller's identity in the directory, if the directory authenticated the caller. */
  readonly directory?: DirectoryIdentity;
}

/**
 * The reason for refusing the presented credentials. Stable, so programs may switch on it.
 *
 * @example
 * const code: RefusalCode = 'THROTTLED';
 */
export type RefusalCode =
  | 'CREDENTIALS_MALFORMED'
  | 'CREDENTIALS_INVALID'
  /** The credential was valid, and has expired. */
  | 'CREDENTIALS_EXPIRED'
  /** The credentials are in the query or the body, where they are not allowed. */
  | 'CREDENTIALS_MISPLACED'
  /** A header that must not be repeated is repeated. */
  | 'REQUEST_INVALID'
  /** The credential has another type than the scheme requires. */
  | 'CREDENTIAL_TYPE_MISMATCH'
  /** The credential is valid, but not for this path or scope. */
  | 'SCOPE_INSUFFICIENT'
  /** The caller's IP address is not allowed. */
  | 'ADDRESS_REFUSED'
  /** The caller's IP address must be allowed, and the request did not come through a known edge. */
  | 'ADDRESS_UNKNOWN'
  /** The policy's `authorize` refuses this caller. */
  | 'FORBIDDEN'
  /** The session is valid, but login or enrollment is not complete. */
  | 'SESSION_INCOMPLETE'
  /** The session is valid, but the second factor or password was entered too long ago. */
  | 'STEP_UP_REQUIRED'
  /** The password is correct, but this user must log in with MFA. */
  | 'SECOND_FACTOR_REQUIRED'
  /** The password is correct, but the account requires single sign-on. */
  | 'SSO_REQUIRED'
  /** The password is correct, but the request does not name one of the user's accounts. */
  | 'ACCOUNT_AMBIGUOUS'
  /** The signature cannot be verified, because the Function does not get the whole request. */
  | 'SIGNATURE_UNVERIFIABLE'
  /** The signed request was received before. */
  | 'REPLAYED'
  /** The username has too many failed attempts and must wait. */
  | 'THROTTLED'
  /** The issuer's keys cannot be fetched, and no earlier keys are cached, so the token is not verified. */
  | 'KEYS_UNAVAILABLE'
  /** The directory's database is unreachable or overloaded. */
  | 'DIRECTORY_UNAVAILABLE'
  /** Too many passwords are already being checked. */
  | 'OVERLOADED'
  /** The scheme threw an error. */
  | 'SCHEME_FAILED';

/**
 * An outcome that refuses the request.
 *
 * @example
 * const refusal: Refusal = { status: 'refused', code: 'CREDENTIALS_INVALID' };
 */
export interface Refusal {
  readonly status: 'refused';
  readonly code: RefusalCode;
  /** The username in the credentials, only if that user exists: callers type passwords there. */
  readonly username?: string | undefined;
  /** Seconds until the caller may try again. Changes the status from 401 to 429, unless it is 503. */
  readonly retryAfterSeconds?: number;
  /** The status of the response. Default: 401. */
  readonly httpStatus?: 400 | 403 | 503;
  /** A challenge that names the error (RFC 6750 section 3.1) and replaces the scheme's own. */
  readonly challenge?: string;
  /** Cookies that the response sets, for example to clear ambiguous ones. It is never cached. */
  readonly cookies?: readonly ResponseCookie[];
}

/**
 * A cookie for the caller's browser.
 *
 * @example
 * const cookie: ResponseCookie = { name: 'theme', value: 'dark', attributes: ['Max-Age=60'] };
 */
export interface ResponseCookie {
  readonly name: string;
  readonly value: string;
  /** Attributes such as `Max-Age=60`. */
  readonly attributes: readonly string[];
}

/**
 * A scheme's result for one request.
 *
 * `absent` means that the request has no credentials for the scheme. It is not a failed attempt:
 * Twilio's webhooks first call without credentials, and send them only after the challenge.
 *
 * @example
 * const outcome: Outcome = { status: 'accepted', principal: { scheme: 'basic', username: 'ada' } };
 */
export type Outcome =
  | { readonly status: 'absent' }
  | Refusal
  | { readonly status: 'accepted'; readonly principal: Principal };

/** The outcome of a request without credentials for the scheme. */
export const ABSENT: Outcome = Object.freeze({ status: 'absent' });

/** The outcome of credentials with invalid syntax. */
export const MALFORMED: Refusal = Object.freeze({
  status: 'refused',
  code: 'CREDENTIALS_MALFORMED',
});

/** The outcome of unknown or wrong credentials. */
export const INVALID: Refusal = Object.freeze({ status: 'refused', code: 'CREDENTIALS_INVALID' });

/** The outcome if the directory's database does not respond. The caller may try again soon. */
export const UNAVAILABLE: Refusal = Object.freeze({
  status: 'refused',
  code: 'DIRECTORY_UNAVAILABLE',
  httpStatus: 503,
  retryAfterSeconds: 5,
});

/**
 * The reason for a decision. Stable, so programs may switch on it.
 *
 * @example
 * const code: DecisionCode = 'CREDENTIALS_ACCEPTED';
 */
export type DecisionCode =
  | 'CREDENTIALS_ACCEPTED'
  | 'CREDENTIALS_MISSING'
  | 'NOT_CONFIGURED'
  | RefusalCode;

/**
 * The decision about one request. It contains no secret and no text from an unauthenticated caller.
 *
 * @example
 * const decision: Decision = {
 *   decision: 'allow',
 *   code: 'CREDENTIALS_ACCEPTED',
 *   scheme: 'basic',
 *   username: 'ada',
 *   path: '/report',
 *   enforced: true,
 * };
 */
export interface Decision {
  /** `block` even if the caller was allowed because the policy has `enforce: false`. */
  readonly decision: 'allow' | 'block';
  readonly code: DecisionCode;
  /** The scheme that decided, or the policy's first scheme if the request had no credentials. */
  readonly scheme: string;
  /** The username in the credentials, only if that user exists. */
  readonly username: string | undefined;
  /** The Function's path, from `context.PATH`. */
  readonly path: string | undefined;
  /** Whether the policy is enforced. */
  readonly enforced: boolean;
  /** The name of the edge that the request came through. Undefined without an edge. */
  readonly edge?: string | undefined;
  /** `true` if the caller is redirected to the login page. Otherwise undefined. */
  readonly redirected?: true;
}

/**
 * A function that gets every decision before the response is sent. The guard waits for a returned
 * promise, because the platform may freeze a Function after its response. An error in the function
 * does not change the response.
 *
 * @example
 * const onDecision: OnDecision = ({ code, path }) => console.log(code, path);
 */
export type OnDecision = (decision: Decision) => unknown;
