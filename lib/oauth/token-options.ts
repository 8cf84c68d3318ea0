import { logDecision } from '../guard/decision';
import type { OnDecision, Scheme } from '../types';
import { type ClientScopes, copyScopes, type ScopesByClient } from './client-scopes';

/** Options of `tokenEndpoint()`. */
export interface TokenEndpointOptions {
  /** Who may have tokens: `basic()`, whose usernames and passwords are the clients' ids and secrets. */
  readonly clients: Scheme;
  /** What each client may have, beside `OAUTH_SCOPES` and what its credential says itself. */
  readonly scopes?: ScopesByClient;
  /** How long a token counts: 60 to 86,400. Default: 900. */
  readonly lifetimeSeconds?: number;
  /** Is told every decision, in place of the log. */
  readonly onDecision?: OnDecision;
}

/** The options, checked. */
export interface ReadOptions {
  readonly clients: Scheme;
  readonly scopes: ClientScopes;
  readonly lifetimeSeconds: number;
  readonly onDecision: OnDecision;
}

const [SHORTEST, USUAL, LONGEST] = [60, 900, 86_400];

/**
 * Reads the options.
 *
 * @throws TypeError where they are none: they are code, so the mistake shows when the file loads.
 */
export function readOptions(options: TokenEndpointOptions): ReadOptions {
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
