import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { OperatorError } from './main';
import { ROOT } from './paths';

/**
 * Runs one of the project's own tools to its end, with the terminal handed on.
 *
 * @throws OperatorError where it fails.
 */
export function runTool(name: string, ...parameters: readonly string[]): void {
  const command = join(ROOT, 'node_modules', '.bin', name);
  const { status, error } = spawnSync(command, parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw new OperatorError(`${name} is not installed. Run npm ci`);
  if (status !== 0) throw new OperatorError(`${name} ${parameters.join(' ')} failed.`);
}
