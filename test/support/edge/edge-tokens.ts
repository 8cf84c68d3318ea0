import { hash } from 'node:crypto';
import { EDGE_PREFIX, makeToken } from '../../../lib/tokens/token-format';

/** A token of an edge, and the line of `EDGE_TOKENS` with its hash. */
export interface EdgeToken {
  readonly id: string;
  readonly token: string;
  /** `name:id.hash`. */
  readonly line: string;
}

/** Creates the token of an edge. */
export function makeEdgeToken(name = 'nginx'): EdgeToken {
  const { id, token } = makeToken(EDGE_PREFIX);
  return { id, token, line: `${name}:${id}.${hash('sha256', token, 'base64url')}` };
}

/** Returns the header that an edge sends. */
export function edgeField(
  token: string,
  { address = '203.0.113.7', method = 'GET', target = '/report?month=1' } = {},
): string {
  return `v1 ${token} ${address} ${method} ${target}`;
}
