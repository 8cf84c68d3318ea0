import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../run-command';
import type { Project } from './project';

const MANAGERS = [
  ['package-lock.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
] as const;

/**
 * Runs the script `build` of a project's `package.json`, if it has one, and prints its output only if it fails.
 *
 * @throws CliError if it fails.
 */
export function runBuildScript({ root, packageJson }: Project): void {
  if (packageJson.scripts?.['build'] === undefined) return;
  const manager = findPackageManager(root);
  const { status, stdout, stderr, error } = spawnSync(manager, ['run', 'build'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  const reason = error === undefined ? '' : ` (${error.message})`;
  throw new CliError(`${manager} run build failed${reason}: see above.`);
}

/** Returns the package manager of the nearest lock file upward. With two lock files in a folder, it is npm. */
export function findPackageManager(folder: string): string {
  const [, manager] = MANAGERS.find(([file]) => existsSync(join(folder, file))) ?? [];
  const parent = dirname(folder);
  return manager ?? (parent === folder ? 'npm' : findPackageManager(parent));
}
