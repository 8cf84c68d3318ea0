import { readFileSync } from 'node:fs';
import { callContainer } from './call-container';
import { checkRequest, preflight } from './check-request';
import { checkResponse } from './check-response';
import type { ContainerPool } from './container-pool';
import { type Deployment, findFile } from './deployments';
import { type EdgeRequest, type EdgeResponse, plain } from './edge-exchange';
import type { DeployedFile } from './lay-out-build';
import { isSigned } from './signature';
import { startContainer } from './start-container';

export interface EdgeSettings {
  readonly domainName: string;
  readonly authToken: string;
  /** The compiled script of a container's process. */
  readonly script: string;
  readonly timeLimitMs: number;
  /** The maximum number of concurrent requests. Further requests get a 429. */
  readonly maxConcurrency: number;
  readonly readDeployment: () => Deployment | null;
  readonly pool: ContainerPool;
}

/** Answers one request to a deployed service, as production does. */
export async function answerEdge(
  settings: EdgeSettings,
  request: EdgeRequest,
): Promise<EdgeResponse> {
  const refusal = checkRequest(request);
  if (refusal !== null) return refusal;
  const deployment = settings.readDeployment();
  const found = deployment === null ? undefined : findFile(deployment, request.path);
  if (deployment === null || found === undefined) return plain(404, 'Not Found');

  const { kind, visibility } = found.version;
  if (visibility === 'private') return plain(404, 'Not Found');
  if (request.method === 'OPTIONS') return preflight();
  // One document says 400. Another one and reports of users say 403 (Twilio's pages request-flow and assets).
  if (visibility === 'protected' && !isSigned(request, settings)) return plain(403, 'Forbidden');
  if (kind === 'asset') return serveAsset(request, found);
  return runFunction(settings, deployment, request);
}

// It is unverified whether a POST can request an Asset. Here it cannot.
function serveAsset({ method }: EdgeRequest, { version, file }: DeployedFile): EdgeResponse {
  if (method !== 'GET') return plain(405, 'Method Not Allowed');
  const fields = [['Content-Type', version.contentType]] as const;
  return { status: 200, fields, body: readFileSync(file) };
}

async function runFunction(
  settings: EdgeSettings,
  { key, folder, files, variables }: Deployment,
  request: EdgeRequest,
): Promise<EdgeResponse> {
  const { domainName, script, timeLimitMs, maxConcurrency, pool } = settings;
  // The scope of the limit is not documented. An environment is the smallest possible scope.
  if (pool.busy() >= maxConcurrency) return plain(429, 'Too Many Requests');
  const { response } = await pool.run(
    key,
    () => startContainer({ script, folder, domainName, variables, files }),
    ({ port }) => callContainer(port, request, timeLimitMs),
  );
  return checkResponse(response, { domainName, now: Date.now() });
}
