import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { sendRequest } from '../support/clients/send-request';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';
import { addCluster } from '../support/postgres/cluster';
import type { Child } from '../support/processes/child';
import { PROJECT } from '../support/projects/project';
import { copyBuiltSources, startScript } from '../support/projects/source-copy';
import { findFreePort } from '../support/servers/free-port';

// npm start with a reverse proxy of Debian in front of the local service.

let folder: string;
let remove: () => void;
let port: string;
let started: Child | undefined;

beforeEach(async () => {
  ({ folder, remove } = copyBuiltSources());
  cpSync(join(PROJECT, 'docs', 'edge'), join(folder, 'docs', 'edge'), { recursive: true });
  port = `${await findFreePort()}`;
});
afterEach(async () => {
  // An interrupted npm start stops what it has started.
  started?.process.kill('SIGTERM');
  await started?.exited;
  started = undefined;
  remove();
});

const start = (...parameters: string[]) => {
  started = startScript(folder, 'start', { parameters, env: { PORT: port } });
  return started;
};

// The first program that is installed is the default.
test.each([
  ['--edge', 'nginx'],
  ['--edge=caddy', 'caddy'],
  ['--edge=haproxy', 'haproxy'],
])('%s runs %s in front of the service at the usual port', async (parameter, program) => {
  addCluster(folder);
  const service = start(parameter);
  await service.printed('curl -i -u');

  const url = `http://localhost:${port}`;
  const forged = edgeField(makeEdgeToken().token);
  const { status } = await sendRequest(`${url}/basic`, { headers: { 'X-Edge': forged } });
  expect(status).toBe(401);
  await service.printed('"edge":"local"');

  expect(service.stdout()).toContain(`  Service    ${url}\n  Edge       ${program}\n`);
  expect(service.stdout()).toContain(`  Dashboard  ${url}/account\n`);
  expect(service.logs()).not.toMatch(/EDGE_UNKNOWN|tfe_/);
});

test.each([
  ['--edge=apache', '--edge must be one of nginx, caddy, haproxy'],
  ['--edge --ngrok=', '--edge and --ngrok cannot be combined'],
])('%s is refused with the reason', async (parameters, words) => {
  const service = start(...parameters.split(' '));

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain(words);
});
