import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ContainerConfig, ContainerFile } from './container-protocol';
import { applyProductionRules, loadRuntime } from './production-runtime';

// The process of a container: the runtime handler's own server with production's rules. It is compiled into one
// plain JavaScript file, so that it loads no other module of the tests.
async function main(config: ContainerConfig): Promise<void> {
  const load = createRequire(join(config.folder, 'handlers', 'any.js'));
  const runtime = loadRuntime(load);
  applyProductionRules(runtime);
  const server = new runtime.LocalDevelopmentServer(0, {
    baseDir: config.folder,
    env: config.variables,
    url: `https://${config.domainName}`,
    live: false,
    logs: false,
    forkProcess: false,
    routes: { functions: config.functions, assets: config.assets },
  });
  const app = server.getApp();
  app.disable('etag');
  app.disable('x-powered-by');
  // Production's response to malformed JSON is unverified, but it has no stack.
  app.use((_error, _request, response, _next) => response.status(400).send('Bad Request'));

  const functions = new Map(config.functions.map((one) => [one.path, one]));
  const http = createServer({ requireHostHeader: false }, (request, response) => {
    const called = functions.get((request.url ?? '').split('?')[0] ?? '');
    if (called === undefined || hasHandler(load, called)) return app(request, response);
    return response.writeHead(500).end();
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  process.send?.({ port: (http.address() as AddressInfo).port });
}

// For a file that cannot be loaded, the local server would respond with its source and a stack.
function hasHandler(load: NodeJS.Require, { path, filePath }: ContainerFile): boolean {
  try {
    if (typeof load(filePath).handler === 'function') return true;
    console.error(`The Function ${path} exports no handler.`);
  } catch (reason) {
    console.error(`The Function ${path} cannot be loaded:`, reason);
  }
  return false;
}

process.once('disconnect', () => process.exit());
process.once('message', main);
