import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { COMPILED } from './compile';

const run = promisify(execFile);

/** Runs one of the compiled benchmarks in a process of its own, and reads the JSON it prints. */
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
