import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatEnvFile } from '../../test/support/projects/env-file';
import { linkPackages, PROJECT } from '../../test/support/projects/project';
import { htpasswd } from './directory';
import { GUARDED, OPEN, type Site, type Target } from './target';

const TWILIO_RUN = join(dirname(require.resolve('twilio-run/package.json')), 'bin/twilio-run.js');
const BUILT = '.twilioserverless';
const COPIED = [BUILT, '.twilioserverlessrc', 'package.json', 'functions', 'assets'];

/** The built service under the toolkit's own server, in one warm process. */
export const thisLibrary = libraryTarget(
  'this-library',
  '**this library**',
  'withAuth({ schemes: basic(), onDecision: () => {} }, handler)',
);

/** The same service with its decision log, which is the default: one line for every decision. */
export const thisLibraryLogging = libraryTarget(
  'this-library-logging',
  '**this library**, with its decision log',
  'withAuth(basic(), handler)',
);

function libraryTarget(id: string, name: string, guarded: string): Target {
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

// A single user is in the variables, as in .env.example. Several users are in their own file.
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
