import { type IssueVariables, isSameIssueVariables, readIssueVariables } from '../config';
import { logDecision } from '../guard/decision';
import { defaultIssuerAndAudience } from '../jwt/jwt-settings';
import type { Misconfiguration, OnDecision, Scheme } from '../types';
import { memoizeLast } from '../util/memoize-last';
import {
  type ClientScopes,
  copyScopes,
  parseScopeLines,
  type ScopesByClient,
} from './client-scopes';

/** Options of `tokenEndpoint()`. */
export interface TokenEndpointOptions {
  /** The scheme of the clients: `basic()`, whose usernames and passwords are the clients' ids and secrets. */
  readonly clients: Scheme;
  /** The allowed scopes by client, in addition to `OAUTH_SCOPES` and to the scopes of its credential. */
  readonly scopes?: ScopesByClient;
  /** The lifetime of a token: 60 to 86,400. Default: 900. */
  readonly lifetimeSeconds?: number;
  /** A function that receives every decision instead of the log. */
  readonly onDecision?: OnDecision;
}

/** The validated options. */
export interface ParsedTokenOptions {
  readonly clients: Scheme;
  readonly scopes: ClientScopes;
  readonly lifetimeSeconds: number;
  readonly onDecision: OnDecision;
}

const [SHORTEST, USUAL, LONGEST] = [60, 900, 86_400];

/**
 * Validates the options.
 *
 * @throws TypeError if an option is invalid. Options are code, so the mistake shows when the file loads.
 */
export function parseTokenOptions(options: TokenEndpointOptions): ParsedTokenOptions {
  const { clients, scopes, lifetimeSeconds = USUAL, onDecision, ...unknown } = options ?? {};
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`tokenEndpoint: there is no option "${name}".`);
  if (typeof clients?.configure !== 'function') {
    throw new TypeError('tokenEndpoint: clients must be a scheme such as basic().');
  }
  if (!(Number.isInteger(lifetimeSeconds) && isBetween(lifetimeSeconds))) {
    throw new TypeError(
      `tokenEndpoint: lifetimeSeconds must be a whole number from ${SHORTEST} to ${LONGEST}.`,
    );
  }
  if (onDecision !== undefined && typeof onDecision !== 'function') {
    throw new TypeError('tokenEndpoint: onDecision must be a function.');
  }
  return {
    clients,
    scopes: copyScopes(scopes),
    lifetimeSeconds,
    onDecision: onDecision ?? logDecision,
  };
}

function isBetween(seconds: number): boolean {
  return seconds >= SHORTEST && seconds <= LONGEST;
}

/** The settings of all tokens. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly scopes: ClientScopes;
}

/** Returns a function that parses the settings of an invocation's context, again only if one has changed. */
export function tokenSettings(): (context: object) => TokenSettings | Misconfiguration {
  return memoizeLast(
    { read: readIssueVariables, isSame: isSameIssueVariables },
    parseTokenSettings,
  );
}

function parseTokenSettings(variables: IssueVariables): TokenSettings | Misconfiguration {
  const { JWT_ISSUER, JWT_AUDIENCE, OAUTH_SCOPES = '' } = variables;
  const { issuer, audience } = defaultIssuerAndAudience(variables);
  const { scopes, problems } = parseScopeLines(OAUTH_SCOPES, 'OAUTH_SCOPES');
  const all = [
    ...nameProblems('JWT_ISSUER', JWT_ISSUER),
    ...nameProblems('JWT_AUDIENCE', JWT_AUDIENCE),
    ...(issuer === undefined ? ['JWT_ISSUER is required if there is no domain'] : []),
    ...problems,
  ];
  if (issuer === undefined || audience === undefined || all.length > 0) return { problems: all };
  return { issuer, audience, scopes };
}

// RFC 7519 section 2, StringOrURI: a name with a colon must be a URI.
function nameProblems(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const isText = /^[\x21-\x7e]+$/.test(value);
  if (isText && (!value.includes(':') || URL.canParse(value))) return [];
  return [`${name} must be a URL or a name of printable ASCII characters`];
}
