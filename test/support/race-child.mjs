// One process of a race: loads a built Function as the platform does, says that it is ready, and calls it
// when it is told to.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const built = join(dirname(fileURLToPath(import.meta.url)), '../../.twilioserverless');
const runtime = dirname(require.resolve('@twilio/runtime-handler/dev'));
const { Response } = createRequire(join(runtime, 'server.js'))('./internal/response');

const assets = ['auth', 'directory', 'jwt', 'mail'].map((name) => [
  `/${name}.js`,
  { path: join(built, `assets/${name}.private.js`), open: () => '' },
]);
globalThis.Twilio = { Response };
globalThis.Runtime = { getAssets: () => Object.fromEntries(assets) };
console.warn = () => undefined;
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
console.log = () => undefined;

const call = (path, variables, event) =>
  new Promise((resolve) => {
    const { handler } = require(join(built, 'functions', `${path}.js`));
    handler({ ...variables, PATH: `/${path}` }, event, (error, answer) =>
      resolve(error ? { status: 500 } : { status: answer.statusCode, body: answer.body }),
    );
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { path, variables, event } = JSON.parse(line);
  // The first call of all opens a connection.
  if (event === undefined) await call('session/log-in', variables, {});
  say(event === undefined ? 'ready' : await call(path, variables, event));
}
