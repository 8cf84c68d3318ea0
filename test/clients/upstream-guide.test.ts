import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCluster } from '../support/postgres/cluster';
import { type Child, startNode } from '../support/processes/child';
import { PROJECT } from '../support/projects/project';
import { copyBuiltSources, startScript } from '../support/projects/source-copy';
import { findFreePort } from '../support/servers/free-port';
import { waitForPort } from '../support/servers/wait-for-port';

const guide = readFileSync(join(PROJECT, 'docs', 'upstream.md'), 'utf8');
const [, program = ''] = /```sh\nnode -e "([\s\S]*?)"\n```/.exec(guide) ?? [];
const sessions = [...guide.matchAll(/```ini\n([\s\S]*?)```\n\n```console\n([\s\S]*?)```/g)].map(
  ([, variables = '', calls = '']) => ({ variables, calls: readCalls(calls) }),
);

const { folder, remove } = copyBuiltSources();
let upstream: Child;
let upstreamPort: number;

beforeAll(async () => {
  addCluster(folder);
  upstreamPort = await findFreePort();
  upstream = startNode(['-e', program.replace('8080', `${upstreamPort}`)], { env: {} });
  await waitForPort(upstreamPort, upstream);
});
afterAll(async () => {
  await upstream.stop();
  remove();
});

test('the guide shows both ways and a refusal', () => {
  expect(sessions.map(({ calls }) => calls.length)).toEqual([3, 1]);
});

describe.each(sessions)('with $variables', ({ variables, calls }) => {
  let service: Child;
  let port: number;

  beforeAll(async () => {
    port = await findFreePort();
    const own = 'USERNAME=twilio\nPASSWORD=a-long-password\n';
    writeFileSync(join(folder, '.env'), own + variables.replace('8080', `${upstreamPort}`));
    service = startScript(folder, 'start', { env: { PORT: `${port}` } });
    await service.printed('curl -i -u');
  });
  afterAll(async () => {
    service.process.kill('SIGTERM');
    await service.exited;
  });

  test.each(calls)('$command prints the answer that the guide shows', ({ command, answer }) => {
    const line = command.replace('localhost:3000', `localhost:${port}`);
    const printed = execFileSync('sh', ['-c', line.replace('curl', 'curl -sS')], {
      cwd: folder,
      encoding: 'utf8',
    });

    expect(printed.split('\r\n').flatMap((one) => one.split('\n'))).toEqual(
      expect.arrayContaining(answer),
    );
  });
});

function readCalls(text: string) {
  const calls = text.split(/^\$ /m).slice(1);
  return calls.map((call) => {
    const [command = '', ...answer] = call.trim().split('\n');
    return { command, answer: answer.filter((line) => line !== '') };
  });
}
