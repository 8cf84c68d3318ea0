import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startNode } from '../support/processes/child';
import { PROJECT } from '../support/projects/project';
import { copyBuiltSources } from '../support/projects/source-copy';

// The benchmark compiles into its own folder, so it runs in a copy.
function copyWithBenchmarks() {
  const copy = copyBuiltSources();
  for (const name of ['bench', 'scripts', 'test/support']) {
    mkdirSync(join(copy.folder, name), { recursive: true });
    for (const entry of readdirSync(join(PROJECT, name)).filter((one) => one !== 'node_modules')) {
      cpSync(join(PROJECT, name, entry), join(copy.folder, name, entry), { recursive: true });
    }
  }
  return copy;
}

function bench(folder: string, parameters: readonly string[]) {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const script = ['--import', tsx, join('bench', 'directory', 'load', 'main.ts'), ...parameters];
  return startNode(script, { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
}

describe('npm run bench:load', () => {
  let copy: ReturnType<typeof copyWithBenchmarks>;
  beforeAll(() => {
    copy = copyWithBenchmarks();
  });
  afterAll(() => copy.remove());

  test('runs containers behind PgBouncer, and reports their calls, errors, connections and memory', async () => {
    const size = ['--containers', '3', '--minutes', '0.1', '--rate', '60'];
    const running = bench(copy.folder, ['--quick', ...size]);

    const exitCode = await running.exited;

    expect(`${exitCode}${exitCode === 0 ? '' : running.logs()}`).toBe('0');
    const report = running.stdout();
    expect(report).toContain('3 containers for 0.1 minutes');
    for (const kind of ['session check', 'token check', 'list', 'change', 'sign-in']) {
      expect(report).toMatch(new RegExp(`^\\| ${kind} \\|.*\\| [1-9][\\d,]* \\|.*\\| 0 \\|$`, 'm'));
    }
    expect(report).toContain('| no error | 0 | reached |');
    expect(report).toMatch(/^\| at most 2 connections per container \| [12] \| reached \|$/m);
    expect(report).toMatch(/^\| memory of all containers, end \| \d+\.\d MiB \|$/m);
  });

  test('refuses an unknown option and says which options there are', async () => {
    const running = bench(copy.folder, ['--container', '3']);

    const exitCode = await running.exited;

    expect([exitCode, running.stdout()]).toEqual([2, '']);
    expect(running.stderr()).toContain('npm run bench:load -- [--containers 30]');
  });
});
