import { fork } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { watchChild } from '../../child';
import { firstMessage } from '../first-message';

/** The proxy, and what a client needs to go through it. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the intercepting proxy for the given hosts, in a process of its own.
 *
 * Not in this one: the library it is made with loads ES modules, which Jest cannot.
 *
 * @param certificateFile - where the certificate of its authority goes, for NODE_EXTRA_CA_CERTS.
 */
export async function startProxy({
  apiPort,
  certificateFile,
  hosts,
}: {
  readonly apiPort: number;
  readonly certificateFile: string;
  readonly hosts: readonly string[];
}): Promise<Proxy> {
  const child = fork(join(__dirname, 'proxy-main.ts'), [`${apiPort}`, certificateFile, ...hosts], {
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const watched = watchChild(child);
  const { url } = await firstMessage<{ readonly url: string }>(watched);
  return {
    url: url.replace('localhost', '127.0.0.1').replace('https:', 'http:'),
    close: watched.stop,
  };
}
