import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/project/paths';
import { CliError } from '../cli/run-command';

/**
 * Installs the packages of a folder with its own `package.json` if its lock file has changed since the last install.
 * `bench/`, `test/twilio-cli/`, `test/workerd/` and `test/package/` are such folders, so that the project's own install stays small.
 *
 * @param folder - from the project's root.
 * @throws CliError if npm fails.
 */
export async function installPackages(folder: string): Promise<void> {
  const cwd = join(ROOT, folder);
  if (isInstalled(cwd)) return;
  console.error(`Installing the packages of ${folder}/ …`);
  const install = spawn('npm', ['ci'], {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const [status] = await once(install, 'close');
  if (status !== 0) throw new CliError(`npm ci failed in ${folder}/.`);
}

function isInstalled(folder: string): boolean {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}
