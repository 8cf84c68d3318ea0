import { Agent } from 'node:http';
import { field } from '../callers';
import { call } from './client';
import type { Directory } from './directory';
import { type Server, startServer } from './start-server';
import { type Contestant, GUARDED, OPEN } from './target';

/** Uses a server that is fresh and warm, and closes it, however the use ends. */
export async function withServer<T>(
  contestant: Contestant,
  directory: Directory,
  { warmUpSeconds }: { readonly warmUpSeconds: number },
  use: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer(contestant, directory);
  try {
    await warmUp(server, directory, warmUpSeconds);
    return await use(server);
  } catch (reason) {
    throw new Error(`${contestant.name} with ${directory.users.length}`, { cause: reason });
  } finally {
    await server.close();
  }
}

// One request at a time, so that no hashing is left over; and nobody is refused for a password.
async function warmUp({ port }: Server, { caller }: Directory, seconds: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const authorization = field(caller).toString('latin1');
  const calls = [
    { path: OPEN, status: 200 },
    { path: GUARDED, status: 401 },
    { path: GUARDED, authorization, status: 200 },
  ];
  const end = performance.now() + seconds * 1_000;
  do {
    for (const { status: expected, ...what } of calls) {
      const { status } = await call({ agent, port, ...what });
      if (status !== expected) throw new Error(`${what.path}: ${status} in place of ${expected}.`);
    }
  } while (performance.now() < end);
  agent.destroy();
}
