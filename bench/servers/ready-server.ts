import { Agent } from 'node:http';
import { basicHeader } from '../callers';
import { call } from './client';
import type { Directory } from './directory';
import { type Server, startServer } from './start-server';
import { GUARDED, OPEN, type Target } from './target';

/** Starts and warms up a server, runs a function with it, and always closes it. */
export async function withServer<T>(
  target: Target,
  directory: Directory,
  { warmUpSeconds }: { readonly warmUpSeconds: number },
  use: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer(target, directory);
  try {
    await warmUp(server, directory, warmUpSeconds);
    return await use(server);
  } catch (reason) {
    throw new Error(`${target.name} with ${directory.users.length}`, { cause: reason });
  } finally {
    await server.close();
  }
}

// Sends one request at a time, so that no hashing is left over. No request has a wrong password.
async function warmUp({ port }: Server, { caller }: Directory, seconds: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const authorization = basicHeader(caller).toString('latin1');
  const calls = [
    { path: OPEN, status: 200 },
    { path: GUARDED, status: 401 },
    { path: GUARDED, authorization, status: 200 },
  ];
  const end = performance.now() + seconds * 1_000;
  do {
    for (const { status: expected, ...what } of calls) {
      const { status } = await call({ agent, port, ...what });
      if (status !== expected) throw new Error(`${what.path}: ${status} instead of ${expected}.`);
    }
  } while (performance.now() < end);
  agent.destroy();
}
