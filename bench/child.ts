import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { COMPILED } from './compile';

const run = promisify(execFile);

/** Runs a compiled benchmark in a separate process, and returns the JSON that it prints. */
export async function runChild<T>(name: string, ...args: readonly (string | number)[]): Promise<T> {
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--no-warnings', childFile(name), ...args.map(String)],
    { maxBuffer: 1e8 },
  );
  return JSON.parse(stdout) as T;
}

export function childFile(name: string): string {
  return join(COMPILED, `${name}.js`);
}
