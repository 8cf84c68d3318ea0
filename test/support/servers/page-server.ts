import { createServer } from 'node:http';
import { closeServer, listen } from '../simulator/listen';

/** An origin whose pages are empty. */
export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves an empty page on a free port of the loopback address, which is a new origin. */
export async function startPageServer(): Promise<PageServer> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
  });
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}
