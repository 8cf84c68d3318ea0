import { readHeader } from '../http/request-header';
import { logWarning } from '../log';
import { canonicalAddress } from './address';
import { edgeTokens } from './edge-tokens';

/**
 * What the edge, a reverse proxy in front of the service, says about a request. A Function cannot see these by itself:
 * the platform passes neither the method nor the caller's address.
 *
 * @example
 * const edge: Edge = { name: 'nginx', address: '203.0.113.7', method: 'GET', target: '/report?month=1' };
 */
export interface Edge {
  /** The name of its token in `EDGE_TOKENS`. */
  readonly name: string;
  /** The caller's IP address: IPv4, or IPv6 in its shortest form. */
  readonly address: string;
  /** The request's method, such as `PATCH`. */
  readonly method: string;
  /** The request's path and query, as the caller spelled them. */
  readonly target: string;
}

/** The request header in which the edge identifies itself. */
const EDGE_HEADER = 'x-edge';

// v1 TOKEN ADDRESS METHOD TARGET
const FIELD =
  /^v1 (tfe_[0-9A-Za-z]{12}_[0-9A-Za-z]{28,100}) ([0-9A-Fa-f:.]{2,45}) ([A-Z]{3,7}) (\/[\x21-\x7e]{0,8000})$/;

/**
 * Takes the edge's header out of an event, so that no handler, log or upstream service gets its token, and puts what
 * it says into `context.edge`. A header with an unknown token is ignored, and one line is logged.
 */
export function takeEdge(event: unknown, context: object): void {
  const field = readField(event);
  if (field === undefined) return;
  delete (event as { request: { headers: Record<string, unknown> } }).request.headers[EDGE_HEADER];
  const edge = edgeIn(field, context);
  if (edge === undefined && edgeTokens(context).isConfigured) {
    logWarning('EDGE_UNKNOWN: a request had a header X-Edge that no edge of EDGE_TOKENS wrote.');
  }
  Object.assign(context, { edge });
}

/** Returns what {@link takeEdge} found: `undefined` for a request that came through no known edge. */
export function edgeOf(context: object): Edge | undefined {
  const { edge } = context as { readonly edge?: unknown };
  // A variable of this name is a text.
  return typeof edge === 'object' && edge !== null ? (edge as Edge) : undefined;
}

// An event can have any shape.
function readField(event: unknown): string | null | undefined {
  try {
    return readHeader(event, EDGE_HEADER);
  } catch {
    return undefined;
  }
}

function edgeIn(field: string | null, context: object): Edge | undefined {
  const [, token = '', written = '', method = '', target = ''] = FIELD.exec(field ?? '') ?? [];
  const name = edgeTokens(context).nameOf(token);
  const address = canonicalAddress(written);
  if (name === undefined || address === undefined) return undefined;
  return Object.freeze({ name, address, method, target });
}
