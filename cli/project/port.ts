import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { CliError } from '../run-command';

/**
 * Parses the port to listen on and checks that it is free.
 *
 * @param given - the variable `PORT`. Default: 3000.
 * @throws CliError that says what to do.
 */
export async function requireFreePort(given: string | undefined): Promise<number> {
  const port = Number(given || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new CliError('PORT must be a whole number from 1 to 65535, as in PORT=3001 npm start');
  }
  const problem = await tryToListen(port);
  if (problem === undefined) return port;
  const reason = problem === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${problem})`;
  throw new CliError(
    `Port ${port} ${reason}. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`,
  );
}

/** Returns whether a port accepts connections. */
export function acceptsConnections(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Returns a port of the loopback address that was just free. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function tryToListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}
