import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listen } from '../listen';
import { readBody } from '../read-body';
import { answerEdge, type EdgeSettings } from './answer-edge';
import { MAX_REQUEST_BYTES } from './check-request';
import { createContainerPool } from './container-pool';
import { type DeploymentSettings, deploymentReader } from './deployments';
import type { EdgeRequest, EdgeResponse } from './edge-exchange';
import { readFields } from './header-fields';
import type { DeployedFile } from './lay-out-build';

export interface EnvironmentOptions
  extends DeploymentSettings,
    Pick<EdgeSettings, 'domainName' | 'script' | 'timeLimitMs' | 'maxConcurrency'> {}

/** An environment that can be called. */
export interface EnvironmentServer {
  readonly domainName: string;
  readonly url: string;
  /** The live files with their paths. Empty before the first deployment. */
  files(): readonly DeployedFile[];
  /** One line for each request, as the local server prints it, then the output of Functions. */
  logs(): string;
  close(): Promise<void>;
}

// These limits are above production's, so that these rules respond and not Node.js.
const NODE_MAX_HEADER_SIZE = 256 * 1024;

/** Gives an environment its URL. Before the first deployment it responds with 404. */
export async function serveEnvironment(options: EnvironmentOptions): Promise<EnvironmentServer> {
  const { domainName, credentials } = options;
  const readDeployment = deploymentReader(options);
  const pool = createContainerPool();
  const requests: string[] = [];
  const settings = { ...options, authToken: credentials.AUTH_TOKEN, readDeployment, pool };
  const server = createServer({ maxHeaderSize: NODE_MAX_HEADER_SIZE }, async (message, reply) => {
    try {
      const request = await readRequest(message);
      const response = await answerEdge(settings, request);
      requests.push(`${response.status} ${request.method} ${request.path}\n`);
      send(reply, response);
    } catch (reason) {
      console.error('The simulator of the runtime failed:', reason);
      reply.writeHead(500).end();
    }
  });
  const port = await listen(server);
  return {
    domainName,
    url: `http://127.0.0.1:${port}`,
    files: () => readDeployment()?.files ?? [],
    logs: () => requests.join('') + pool.logs(),
    async close() {
      await closeServer(server);
      await pool.close();
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<EdgeRequest> {
  const { method = '', url: target = '' } = message;
  const path = target.split('?')[0] ?? '';
  const fields = readFields(message.rawHeaders);
  return { method, target, path, fields, body: await readBody(message, MAX_REQUEST_BYTES) };
}

function send(reply: ServerResponse, { status, fields, body }: EdgeResponse): void {
  // Twilio's own captures show this header on every response.
  const all = [...fields, ['x-shenanigans', 'none'], ['Content-Length', `${body.length}`]];
  reply.writeHead(status, all.flat()).end(body);
}
