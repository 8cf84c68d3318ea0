import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../cli/project/paths';
import { CliError } from '../cli/run-command';

/**
 * Runs one of the project's own tools to its end in the same terminal.
 *
 * @throws CliError if it fails.
 */
export function runTool(name: string, ...parameters: readonly string[]): void {
  const { status, error } = spawnSync(commandOf(name), parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw new CliError(`${name} is not installed. Run npm ci`);
  if (status !== 0) throw new CliError(`${name} ${parameters.join(' ')} failed.`);
}

/** A tool and its parameters. The tool `node` runs a script, which its first parameter names. */
export type ToolCommand = readonly [name: string, ...parameters: string[]];

/**
 * Runs several of the project's own tools at once, and prints the output of each when it has ended.
 *
 * @throws CliError that names the failed tools after all have ended.
 */
export async function runTools(commands: readonly ToolCommand[]): Promise<void> {
  const ended = await Promise.all(commands.map(runQuietly));
  const failed = commands.filter((_, index) => ended[index] !== 0).map((words) => words.join(' '));
  if (failed.length > 0) throw new CliError(`${failed.join(', ')} failed.`);
}

function runQuietly([name, ...parameters]: ToolCommand): Promise<number | null> {
  const tool = spawn(commandOf(name), parameters, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const printed: Buffer[] = [];
  for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (text) => printed.push(text));
  return new Promise((resolve) => {
    const end = (code: number | null) => {
      process.stdout.write(Buffer.concat(printed));
      resolve(code);
    };
    tool.once('error', () => end(1));
    tool.once('close', end);
  });
}

function commandOf(name: string): string {
  return name === 'node' ? name : join(ROOT, 'node_modules', '.bin', name);
}
