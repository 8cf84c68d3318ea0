import { _ as OnDecision, a as FunctionEvent, i as Context, m as TwilioHandler, p as Scheme } from "./shared/types.js";
import { n as JwtOptions, t as JwtAlgorithm } from "./shared/jwt-options.js";

// lib/oauth/client-scopes.d.ts
/** Scopes by client, in the form of the option of `tokenEndpoint()`. */
type ScopesByClient = Readonly<Record<string, readonly string[]>>;
/**
 * Creates a handler that publishes the public halves of the signing keys (RFC 7517 section 5), for services that
 * verify tokens: the key of `JWT_SIGNING_KEY`, and that of `JWT_SIGNING_KEY_PREVIOUS`, whose tokens are valid
 * until they expire. If keys are missing or wrong, it answers 500 and logs one line with every problem.
 *
 * @returns a handler for `open`, because the keys are public.
 * @example
 * export const handler = open(jwksEndpoint());
 */
declare function jwksEndpoint(): TwilioHandler<Context, FunctionEvent>;
/** Options of `tokenEndpoint()`. */
interface TokenEndpointOptions {
  /** The scheme of the clients: `basic()`, whose usernames and passwords are the clients' ids and secrets. */
  readonly clients: Scheme;
  /** The allowed scopes by client, in addition to `OAUTH_SCOPES` and to the scopes of its credential. */
  readonly scopes?: ScopesByClient;
  /** The lifetime of a token: 60 to 86,400. Default: 900. */
  readonly lifetimeSeconds?: number;
  /** A function that receives every decision instead of the log. */
  readonly onDecision?: OnDecision;
}
/** The handler that {@link tokenEndpoint} creates. */
type Endpoint = TwilioHandler<Context, FunctionEvent>;
/**
 * Creates the token endpoint of OAuth 2.0 for the client credentials grant (RFC 6749 section 4.4). A client that
 * authenticates by Basic or in the body gets a JWT access token (RFC 9068), signed with `JWT_SIGNING_KEY`. The
 * token has the requested scopes that the client may have.
 *
 * `OAUTH_SCOPES`, with lines `client:scope scope`, and the option `scopes` define the scopes that a client may
 * have. If settings are missing or wrong, the endpoint answers 500 and logs one line with every problem.
 *
 * @returns a handler for `open`, because it authenticates clients itself.
 * @throws TypeError when the file loads, if the options are invalid.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @example
 * export const handler = open(tokenEndpoint({ clients: basic(), lifetimeSeconds: 600 }));
 */
declare function tokenEndpoint(given: TokenEndpointOptions): Endpoint;
export { JwtAlgorithm, JwtOptions, ScopesByClient, TokenEndpointOptions, jwksEndpoint, tokenEndpoint };