import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCluster } from '../support/postgres/cluster';
import type { Child } from '../support/processes/child';
import { PROJECT } from '../support/projects/project';
import { copyBuiltSources, startScript } from '../support/projects/source-copy';
import { findFreePort } from '../support/servers/free-port';

const { folder, remove } = copyBuiltSources();
let service: Child;
let port: number;

beforeAll(async () => {
  addCluster(folder);
  port = await findFreePort();
  service = startScript(folder, 'start', { env: { PORT: `${port}` } });
  await service.printed('curl -i -u');
});

afterAll(async () => {
  service.process.kill('SIGTERM');
  await service.exited;
  remove();
});

const shell = (command: string) =>
  execFileSync('sh', ['-c', command.replace('curl', 'curl -sS')], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim());

const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
const [, session = ''] = /```console\n([\s\S]*?)```/.exec(readme) ?? [];
const calls = session
  .split(/^\$ /m)
  .slice(1)
  .map((call) => call.trim().split('\n'))
  .map(([command = '', ...answer]) => ({ command, answer: answer.filter((line) => line !== '') }));

test('the README shows two calls', () => {
  expect(calls).toHaveLength(2);
});

test.each(calls)('$command prints the answer that the README shows', ({ command, answer }) => {
  const lines = shell(command.replace('localhost:3000', `localhost:${port}`));

  expect(lines).toEqual(expect.arrayContaining(answer));
});

test.each(['401', '200'])('the line that npm start prints for %s works when pasted', (status) => {
  const line = service.stdout().match(new RegExp(`^ {2}${status} {2}(.*)$`, 'm'))?.[1] ?? '';

  expect(shell(line)[0]).toContain(` ${status} `);
});
