import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The address of the stub's tunnels. */
export const TUNNEL = 'https://stub.ngrok.app';

/**
 * Writes a module that replaces ngrok if it is required before a toolkit starts. It opens no tunnel and prints
 * `tunnel to` with the requested options.
 *
 * @returns the value of NODE_OPTIONS that requires it.
 */
export function writeNgrokStub(folder: string): string {
  const file = join(folder, 'ngrok-stub.cjs');
  writeFileSync(
    file,
    `const Module = require('node:module');
    const load = Module._load;
    const note = (options) => console.log('tunnel to', JSON.stringify(options));
    const stubs = {
      // twilio-run 5
      '@ngrok/ngrok': {
        forward: async (options) => (note(options), { url: () => '${TUNNEL}', close: async () => {} }),
      },
      // twilio-run 3, in the Twilio CLI
      ngrok: { connect: async (options) => (note(options), '${TUNNEL}') },
    };
    Module._load = (request, ...rest) => stubs[request] ?? load.call(Module, request, ...rest);`,
  );
  return `--require=${file}`;
}
