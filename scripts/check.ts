import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEnvFile } from './env-file';
import { installPackages } from './install-packages';
import { main } from './main';
import { ENV_EXAMPLE } from './paths';
import { runTool } from './run-tool';

// npm run check: everything that CI runs. With --after-test, what npm test has run is left out.
// The clients need curl, wget, nginx, PgBouncer, tmux and Chromium, which CI installs.
main(async () => {
  const projects = process.argv.includes('--after-test')
    ? ['clients', 'cli']
    : ['unit', 'integration', 'service', 'clients', 'cli'];
  runTool('biome', 'ci', '.');
  runTool('tsc');
  runTool('tsx', 'scripts/check-expressions.ts');
  installPackages('test/cli');
  runTool('jest', '--selectProjects', ...projects);
  runDoctor();
});

// What the first npm start makes is fit for a deploy. A fresh clone has no .env, and keeps none.
function runDoctor(): void {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const file = join(folder, '.env');
  try {
    ensureEnvFile(file, ENV_EXAMPLE);
    runTool('tsx', 'scripts/doctor.ts', `--env=${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
