import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Upload } from '../uploads';
import type { ChildMessage, ChildTask } from './inspect-child';
import type { InspectedFunction } from './inspect-function';

// What Twilio gives to a request, of which loading is the first part.
const TIME_LIMIT_SECONDS = 10;

/** What is to be inspected. */
export interface InspectOptions {
  /** The project's folder. */
  readonly root: string;
  readonly uploads: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
  /** How long one Function may take to be loaded. Default: 10. */
  readonly timeLimitSeconds?: number | undefined;
}

/**
 * Loads every built Function that has a URL, in another process and with the variables that it would
 * get, and tells who can call it. One that hangs or ends the process is a finding, as is one that
 * throws; the others are loaded all the same.
 */
export async function inspectFunctions(
  options: InspectOptions,
): Promise<readonly InspectedFunction[]> {
  const { root, uploads, variables, timeLimitSeconds = TIME_LIMIT_SECONDS } = options;
  const all = uploads.filter(
    ({ kind, visibility }) => kind === 'function' && visibility !== 'private',
  );
  const found: InspectedFunction[] = [];
  while (found.length < all.length) {
    const functions = all.slice(found.length);
    const problem = await run({ root, uploads, functions, variables }, timeLimitSeconds, found);
    const next = all[found.length];
    if (next === undefined) break;
    const { path, visibility, file } = next;
    found.push({ path, visibility, file, access: null, problem, schemes: [] });
  }
  return found;
}

/** Runs one process for as long as it answers, and collects what it finds. */
function run(task: ChildTask, timeLimitSeconds: number, found: InspectedFunction[]) {
  const child = start();
  return new Promise<string>((resolve, reject) => {
    let problem: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const waitForNext = () => {
      clearTimeout(timer);
      problem = 'it ends the process that loads it';
      timer = setTimeout(() => {
        problem = `it takes over ${timeLimitSeconds} seconds to load`;
        child.kill('SIGKILL');
      }, timeLimitSeconds * 1000);
    };
    child.on('message', (message: ChildMessage) => {
      waitForNext();
      if (message === 'ready') child.send(task);
      else found.push(message);
    });
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      if (problem === undefined) reject(new Error('The built Functions could not be loaded.'));
      else resolve(problem);
    });
  });
}

// What Functions print goes nowhere, and the operator's own environment does not reach them.
function start(): ChildProcess {
  const loader = pathToFileURL(require.resolve('tsx')).href;
  return fork(join(__dirname, 'inspect-child.ts'), {
    execArgv: ['--import', loader],
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
