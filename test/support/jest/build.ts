import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from '../projects/project';

/** Builds the project once before the tests, so that they start and deploy the current sources. */
export function build(): void {
  const tsx = join(PROJECT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const script = join(PROJECT, 'cli', 'commands', 'build.ts');
  execFileSync(process.execPath, [tsx, script, '--frozen-manifest'], { stdio: 'inherit' });
}
