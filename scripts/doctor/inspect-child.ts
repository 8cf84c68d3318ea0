import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Upload } from '../uploads';
import { type InspectedFunction, inspectFunction } from './inspect-function';

/** What this process is told to do. */
export interface ChildTask {
  readonly root: string;
  readonly uploads: readonly Upload[];
  /** Those of the uploads that are to be loaded, in this order. */
  readonly functions: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What this process says: that it can be told, then one result after the other. */
export type ChildMessage = 'ready' | InspectedFunction;

// Loads Functions apart from the process that asks for it, since a Function may print, hang or exit.
// The Functions themselves have no way to send a message.
const send = process.send?.bind(process);
process.once('message', (task: ChildTask) => {
  inspectAll(task).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
send?.('ready' satisfies ChildMessage);

async function inspectAll({ root, uploads, functions, variables }: ChildTask): Promise<void> {
  delete process.send;
  process.chdir(root);
  Object.assign(process.env, variables);
  provideRuntime(root, uploads);
  for (const upload of functions) {
    const result = inspectFunction({ root, upload, variables });
    await new Promise((resolve) => send?.(result, resolve));
  }
}

// What the runtime gives to Functions, and they may use while they are loaded.
function provideRuntime(root: string, uploads: readonly Upload[]): void {
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
      twilio ??= loadTwilio(root);
      return twilio;
    },
  });
}

// Takes a second, so only where a Function uses it at once. The package exports its server only.
function loadTwilio(root: string): object {
  const handler = createRequire(join(root, 'package.json')).resolve('@twilio/runtime-handler/dev');
  const fromHandler = createRequire(join(dirname(handler), 'server.js'));
  const { Response } = fromHandler('./internal/response');
  return Object.assign(fromHandler('twilio'), { Response });
}
