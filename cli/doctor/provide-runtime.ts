import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Upload } from '../project/deploy-manifest';

/** Defines the runtime's globals, which Functions may use while they are loaded and called. */
export function provideRuntime(root: string, uploads: readonly Upload[]): void {
  const assets = uploads
    .filter(({ kind, visibility }) => kind === 'asset' && visibility === 'private')
    .map(({ path, file }) => {
      const absolute = join(root, file);
      const open = (encoding: BufferEncoding = 'utf8') => readFileSync(absolute, encoding);
      return [path, { path: absolute, open }];
    });
  const functions = uploads
    .filter(({ kind }) => kind === 'function')
    .map(({ path, file }) => [path.slice(1), { path: join(root, file) }]);
  const Runtime = {
    getAssets: () => Object.fromEntries(assets),
    getFunctions: () => Object.fromEntries(functions),
  };
  let twilio: object | undefined;
  Object.defineProperty(globalThis, 'Runtime', { value: Runtime });
  Object.defineProperty(globalThis, 'Twilio', {
    get: () => {
      twilio ??= lazyTwilio(root);
      return twilio;
    },
  });
}

/** Returns the context of a request. */
export function contextOf(path: string, variables: Readonly<Record<string, string>>): object {
  const { ACCOUNT_SID, AUTH_TOKEN } = variables;
  const getTwilioClient = (options?: object) =>
    (Twilio as unknown as (...given: unknown[]) => unknown)(ACCOUNT_SID, AUTH_TOKEN, options);
  return { ...variables, DOMAIN_NAME: 'localhost', PATH: path, getTwilioClient };
}

// The whole package takes a second to load, and a refusal needs only the Response.
function lazyTwilio(root: string): object {
  const handler = createRequire(join(root, 'package.json')).resolve('@twilio/runtime-handler/dev');
  // The package exports only its server.
  const fromHandler = createRequire(join(dirname(handler), 'server.js'));
  const { Response } = fromHandler('./internal/response');
  const load = () => fromHandler('twilio');
  return new Proxy(() => undefined, {
    get: (_target, name) => (name === 'Response' ? Response : load()[name]),
    apply: (_target, _self, given) => load()(...given),
    construct: (_target, given) => new (load())(...given),
  });
}
