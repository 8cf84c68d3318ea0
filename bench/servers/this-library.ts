import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatEnvFile } from '../../test/support/env-file';
import { linkPackages, PROJECT } from '../../test/support/project';
import { htpasswd } from './directory';
import { type Contestant, GUARDED, OPEN, type Site } from './target';

const TWILIO_RUN = join(dirname(require.resolve('twilio-run/package.json')), 'bin/twilio-run.js');
const BUILT = '.twilioserverless';
const COPIED = [BUILT, '.twilioserverlessrc', 'package.json', 'functions', 'assets'];

/** The built service under the toolkit's own server, in one process that stays warm. */
export const thisKit = kit(
  'kit',
  '**this kit**',
  'withAuth({ schemes: basic(), onDecision: () => {} }, handler)',
);

/** The same with its record, which is the default: one line in the log for every decision. */
export const thisKitRecording = kit(
  'kit-recording',
  '**this kit**, with its record',
  'withAuth(basic(), handler)',
);

function kit(id: string, name: string, guarded: string): Contestant {
  return {
    id,
    name,
    version: () => `under twilio-run, Node ${process.versions.node}`,
    remembers: true,
    throttles: true,
    prepare(site) {
      const { folder, port } = site;
      for (const copied of COPIED) {
        cpSync(join(PROJECT, copied), join(folder, copied), { recursive: true });
      }
      linkPackages(folder);
      writeSettings(site);
      writeFunction(folder, OPEN, `open(handler)`);
      writeFunction(folder, GUARDED, guarded);
      const options = ['--no-fork-process', '--no-live', '--no-logs', `--port=${port}`];
      return { command: process.execPath, args: [TWILIO_RUN, 'start', ...options] };
    },
  };
}

// One user is in the variables, as the kit's .env.example has it; more are in the file for them.
function writeSettings({ folder, directory }: Site): void {
  const [first, ...more] = directory.users;
  const alone = first !== undefined && more.length === 0;
  const variables = alone ? { USERNAME: first.username, PASSWORD: first.hash } : {};
  writeFileSync(join(folder, '.env'), formatEnvFile(variables));
  if (alone) return;
  writeFileSync(join(folder, BUILT, 'assets', 'users.private.htpasswd'), htpasswd(directory));
}

function writeFunction(folder: string, path: string, wrapped: string): void {
  writeFileSync(
    join(folder, BUILT, 'functions', `${path}.js`),
    `const { basic, open, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
const handler = (context, event, callback) => callback(null, 'OK');
exports.handler = ${wrapped};
`,
  );
}
