import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EdgeProgram, edgeConfiguration } from '../../../cli/edge/edge-configuration';
import { watchChild } from '../processes/child';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';
import { findFreePort } from '../servers/free-port';
import { startHttpsFront } from '../servers/https-front';
import { selfSigned } from '../servers/self-signed';
import { waitForPort } from '../servers/wait-for-port';
import type { DeployedService } from '../services/deploy-to-simulator';
import { workerConfiguration, workerdPath } from './worker-configuration';

/** The name that callers of the edge use. */
export const EDGE_NAME = 'login.example.com';

/** A running edge in front of a deployed service. */
export interface RunningEdge {
  readonly port: number;
  /** The certificate of the edge, for a client to trust. */
  readonly cert: string;
  /** Returns what the program has printed. */
  logs(): string;
  close(): Promise<void>;
}

/**
 * Starts a program with its documented configuration in front of a deployed service. Both connections use TLS, and the
 * edge verifies the certificate of the service, which has the name of its deployed domain.
 */
export async function startEdge(
  program: EdgeProgram | 'worker',
  service: Pick<DeployedService, 'url' | 'domainName'>,
  token: string,
  configure: (text: string) => string = (text) => text,
): Promise<RunningEdge> {
  const { path: folder, remove } = makeTempFolder('edge');
  const [front, own] = [await startHttpsFront(service.domainName), await selfSigned(EDGE_NAME)];
  front.serve(service.url);
  const [pem, ca] = [join(folder, 'own.pem'), join(folder, 'ca.pem')];
  writeFileSync(pem, `${own.cert}\n${own.key}\n`, { mode: 0o600 });
  writeFileSync(ca, front.cert);
  const port = await findFreePort();
  const settings = {
    ...{ port, token, folder },
    own: { name: EDGE_NAME, pem },
    service: {
      port: front.port,
      host: service.domainName,
      tls: { name: service.domainName, ca },
    },
  };
  const { file, text, args } =
    program === 'worker' ? workerConfiguration(settings) : edgeConfiguration(program, settings);
  writeFileSync(file, configure(text), { mode: 0o600 });
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_CONFIG_HOME: folder };
  const options = { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] as const };
  const child = watchChild(
    spawn(program === 'worker' ? await workerdPath() : requireProgram(program), args, {
      ...options,
      stdio: [...options.stdio],
    }),
  );
  const close = async () => {
    await child.stop();
    await front.close();
    remove();
  };
  try {
    await waitForPort(port, child);
  } catch (reason) {
    await close();
    throw reason;
  }
  return { port, cert: own.cert, logs: child.logs, close };
}
