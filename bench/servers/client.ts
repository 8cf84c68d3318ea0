import { type Agent, get } from 'node:http';

const LONGEST_MS = 60_000;

/** A request to a server on loopback. */
export interface Call {
  readonly agent: Agent;
  readonly port: number;
  readonly path: string;
  /** The Authorization header. Default: none. */
  readonly authorization?: string | undefined;
}

/** An answer, and the time from the request to its last byte. */
export interface Reply {
  readonly status: number;
  readonly milliseconds: number;
}

/** Sends a request, and repeats it if the server had just closed the kept connection. */
export async function call(what: Call): Promise<Reply> {
  const start = performance.now();
  const status = await send(what);
  return { status, milliseconds: performance.now() - start };
}

function send({ agent, port, path, authorization }: Call): Promise<number> {
  const headers = authorization === undefined ? {} : { authorization };
  const options = { agent, port, path, headers, host: '127.0.0.1', timeout: LONGEST_MS };
  return new Promise((resolve, reject) => {
    const request = get(options, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('timeout', () => request.destroy(new Error('A server did not answer.')));
    request.on('error', (reason: NodeJS.ErrnoException) => {
      const closed = request.reusedSocket && reason.code === 'ECONNRESET';
      if (closed) resolve(send({ agent, port, path, authorization }));
      else reject(reason);
    });
  });
}
