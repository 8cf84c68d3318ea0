import { join } from 'node:path';
import { startNode } from '../processes/child';
import { PROJECT } from '../projects/project';

/** The way in which a client requests a token. */
export interface Ask {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly by: 'basic' | 'body';
  readonly scope?: string;
}

/** Requests a token with a real client library, and returns its result or its error. */
export async function askForToken(
  url: string,
  ask: Ask,
): Promise<Readonly<Record<string, unknown>>> {
  const program = join(PROJECT, 'test/support/clients/oauth-client.mjs');
  const argument = JSON.stringify({ url, ...ask });
  const child = startNode([program, argument], { cwd: PROJECT, env: {} });
  await child.exited;
  return JSON.parse(child.stdout());
}
