// Loads built Functions as the platform does, with the runtime's own Response.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const built = join(dirname(fileURLToPath(import.meta.url)), '../../../.twilioserverless');
const runtime = dirname(require.resolve('@twilio/runtime-handler/dev'));
const { Response } = createRequire(join(runtime, 'server.js'))('./internal/response');

const assets = ['auth', 'directory', 'jwt', 'mail', 'passkeys', 'sso'].map((name) => [
  `/${name}.js`,
  { path: join(built, `assets/${name}.private.js`), open: () => '' },
]);
globalThis.Twilio = { Response };
globalThis.Runtime = { getAssets: () => Object.fromEntries(assets) };
console.warn = () => undefined;
console.log = () => undefined;

/** Calls the Function at a path. */
export const call = (path, variables, event) =>
  new Promise((resolve) => {
    const { handler } = require(join(built, 'functions', `${path}.js`));
    handler({ ...variables, PATH: `/${path}` }, event, (error, answer) =>
      resolve(error ? { status: 500 } : { status: answer.statusCode, body: answer.body }),
    );
  });
