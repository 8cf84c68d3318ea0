import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { basicAuthorization } from '../support/guard/invoke';
import { addCluster } from '../support/postgres/cluster';
import { type Child, watchChild } from '../support/processes/child';
import { copyBuiltSources, removeBuild, startScript } from '../support/projects/source-copy';
import { findFreePort } from '../support/servers/free-port';
import { TUNNEL, writeNgrokStub } from '../support/servers/ngrok-stub';

let folder: string;
let remove: () => void;
let port: string;
let started: Child | undefined;

beforeEach(async () => {
  ({ folder, remove } = copyBuiltSources());
  port = `${await findFreePort()}`;
});

afterEach(async () => {
  await endGently(started);
  started = undefined;
  remove();
});

const start = (...parameters: string[]) => {
  addCluster(folder);
  return startWithoutPostgres(...parameters);
};
// What is refused earlier needs no Postgres.
const startWithoutPostgres = (...parameters: string[]) => {
  started = startScript(folder, 'start', { parameters, env: { PORT: port } });
  return started;
};
const writeEnv = (text: string) => writeFileSync(join(folder, '.env'), text);
const password = () =>
  /^PASSWORD=(.+)$/m.exec(readFileSync(join(folder, '.env'), 'utf8'))?.[1] ?? '';

test('a fresh clone runs without an account and settings, and prints commands to try', async () => {
  removeBuild(folder);
  started = startScript(folder, 'start', { env: { PORT: port }, from: 'source' });
  const service = started;
  await service.printed('curl -i -u');

  const url = `http://localhost:${port}/basic`;
  const bare = await fetch(url);
  const withCredentials = await fetch(url, {
    headers: { authorization: basicAuthorization('twilio', password()) },
  });

  expect(service.stdout()).toContain('Created .env with a random PASSWORD.');
  expect(service.stdout()).toContain(`  Service    http://localhost:${port}\n`);
  expect(service.logs()).not.toContain('/whoami');
  expect(service.stdout()).toContain(`  401  curl -i ${url}\n`);
  expect(service.logs()).not.toContain(password());
  expect([bare.status, withCredentials.status]).toEqual([401, 200]);
  expect(await withCredentials.text()).toBe('OK');
});

test('npm start passes parameters through to twilio-run, so --ngrok="" opens a tunnel to the port', async () => {
  addCluster(folder);
  started = startScript(folder, 'start', {
    parameters: ['--ngrok='],
    env: { PORT: port, NODE_OPTIONS: writeNgrokStub(folder), HOME: folder },
  });

  await started.printed(`${TUNNEL}/basic`);

  expect(started.stdout()).toContain(`tunnel to {"addr":${port}}`);
});

test('with --verbose, npm start also lists the URLs of all Functions', async () => {
  const service = start('--verbose');
  await service.printed('curl -i -u');

  expect(service.logs()).toContain(`http://localhost:${port}/whoami`);
});

test('SIGTERM ends the service and frees its port', async () => {
  const service = start();
  await service.printed('curl -i -u');

  await endGently(service);

  await expect(fetch(`http://localhost:${port}/basic`)).rejects.toThrow('fetch failed');
});

test('the service ends with the shell that npm started it in', async () => {
  addCluster(folder);
  const shell = spawn('sh', ['-c', 'node --import tsx cli/commands/start.ts; true'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const service = watchChild(shell);
  await service.printed('curl -i -u');

  shell.kill('SIGTERM');

  // The output closes when the last process that writes to it has ended.
  await service.exited;
  await expect(fetch(`http://localhost:${port}/basic`)).rejects.toThrow('fetch failed');
});

test('a port in use is reported, and nothing is built', async () => {
  removeBuild(folder);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(Number(port), resolve));

  const service = startWithoutPostgres();

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain(`Port ${port} is in use.`);
  expect(existsSync(join(folder, '.twilioserverless', 'functions'))).toBe(false);
  other.close();
});

test.each([
  ['a broken .env', 'PASSWORD=x\nno assignment\n', '.env is broken in line 2'],
  ['an invalid setting', 'USERNAME=a:b\nPASSWORD=x\n', '- USERNAME has a colon'],
])('npm start reports %s', async (_case, text, message) => {
  writeEnv(text);
  const service = start();

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain(message);
});

test('an invalid option of a Function is reported', async () => {
  const code = `import { basic, withAuth } from '../assets/auth.private';
    export const handler = withAuth(basic({ realm: '' }), () => 'OK');`;
  writeFileSync(join(folder, 'functions', 'staff.ts'), code);

  const service = start();

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain('- realm must be 1 to 128 printable ASCII characters');
  expect(service.stderr()).toContain('required by /staff');
});

test.each([
  ['^1.1.0', 'must name an exact version of @twilio/runtime-handler'],
  ['2.1.0', 'Twilio refuses @twilio/runtime-handler 2.1.0 with error 20001'],
])(
  'the runtime handler %s is reported together with the command that fixes it',
  async (version, message) => {
    const file = join(folder, 'package.json');
    const declared = readFileSync(file, 'utf8').replace(
      /("@twilio\/runtime-handler": )"[^"]+"/,
      `$1"${version}"`,
    );
    writeFileSync(file, declared);

    const service = startWithoutPostgres();

    expect(await service.exited).toBe(1);
    expect(service.stderr()).toContain(message);
    expect(service.stderr()).toContain('→ npm install --save-exact @twilio/runtime-handler@2.0.3');
  },
);

test('a runtime that Twilio does not support is reported', async () => {
  const file = join(folder, '.twilioserverlessrc');
  writeFileSync(file, readFileSync(file, 'utf8').replace('node22', 'node18'));

  const service = startWithoutPostgres();

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain('Twilio refuses the runtime node18');
  expect(service.stderr()).toContain('→ set "runtime": "node22"');
});

test('a port among the parameters is refused, because the checks would use another port', async () => {
  const service = startWithoutPostgres('--port=4000');

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain('Set the port with the variable PORT');
});

test('a Function that does not compile is reported, and the previous build stays', async () => {
  removeBuild(folder);
  const built = join(folder, '.twilioserverless', 'functions');
  mkdirSync(built);
  writeFileSync(join(built, 'before.js'), '');
  writeFileSync(join(folder, 'functions', 'broken.ts'), 'export const handler = (');

  const service = startWithoutPostgres();

  expect(await service.exited).toBe(1);
  expect(service.stderr()).toContain('functions/broken.ts:1:');
  expect(service.stderr()).toContain('The build failed: see above.');
  expect(readdirSync(built)).toEqual(['before.js']);
});

// The script passes the signal through to the service, so no process remains.
async function endGently(child: Child | undefined): Promise<void> {
  if (child === undefined) return;
  child.process.kill('SIGTERM');
  await child.exited;
}
