import { type ChildProcess, spawn } from 'node:child_process';
import { build } from 'esbuild';
import type { Upload } from '../project/deploy-manifest';
import type { ChildMessage, ChildTask } from './inspect-child';
import type { Ending, InspectedFunction } from './inspect-function';

// What Twilio gives to a request, of which loading is the first part.
const TIME_LIMIT_SECONDS = 10;

/** What is to be inspected. */
export interface InspectOptions {
  /** The project's folder. */
  readonly root: string;
  readonly uploads: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
  /** How long one Function may take to be loaded, and to answer one call. Default: 10. */
  readonly timeLimitSeconds?: number | undefined;
}

/**
 * Loads every built Function that has a URL, in another process and with the variables that it would
 * get, tells who can call it, and makes calls that it has to refuse. One that hangs or ends the process is
 * a finding, as is one that throws; the others are loaded and asked all the same.
 */
export async function inspectFunctions(
  options: InspectOptions,
): Promise<readonly InspectedFunction[]> {
  const { root, uploads, variables, timeLimitSeconds = TIME_LIMIT_SECONDS } = options;
  const all = uploads.filter(
    ({ kind, visibility }) => kind === 'function' && visibility !== 'private',
  );
  const found: InspectedFunction[] = [];
  const code = await bundleChild();
  while (found.length < all.length) {
    const before = found.length;
    const functions = all.slice(before);
    const task = { root, uploads, functions, variables };
    const { ending, last } = await run(start(code), { task, timeLimitSeconds, found });
    const next = all[found.length];
    // What another Function has left behind may have ended the process: this one gets its own, and a try.
    if (next === undefined || (ending === 'exit' && found.length > before)) continue;
    found.push(last === undefined ? notLoaded(next, ending) : notProbed(last, ending));
  }
  return found;
}

/** Why a process was over, and the Function that it was asking then. */
interface Ended {
  readonly ending: Ending;
  readonly last: InspectedFunction | undefined;
}

interface Run {
  readonly task: ChildTask;
  readonly timeLimitSeconds: number;
  readonly found: InspectedFunction[];
}

function notLoaded({ path, visibility, file }: Upload, ending: Ending): InspectedFunction {
  const problem =
    ending === 'exit'
      ? 'it ends the process that loads it'
      : `it takes over ${ending.afterSeconds} seconds to load`;
  return { path, visibility, file, access: null, problem, schemes: [] };
}

function notProbed(loaded: InspectedFunction, ending: Ending): InspectedFunction {
  const { accepted = [], authorizes } = loaded.asked ?? {};
  return { ...loaded, asked: { accepted, authorizes, ending } };
}

/** Runs one process for as long as it answers, and collects what it finds. */
function run(child: ChildProcess, { task, timeLimitSeconds, found }: Run) {
  return new Promise<Ended>((resolve, reject) => {
    let ending: Ending | undefined;
    let last: InspectedFunction | undefined;
    let timer: NodeJS.Timeout | undefined;
    const waitForNext = () => {
      clearTimeout(timer);
      ending = 'exit';
      timer = setTimeout(() => {
        ending = { afterSeconds: timeLimitSeconds };
        child.kill('SIGKILL');
      }, timeLimitSeconds * 1000);
    };
    child.on('message', (message: ChildMessage) => {
      waitForNext();
      if (message === 'ready') child.send(task);
      else if (message === 'done') {
        if (last !== undefined) found.push(last);
        last = undefined;
      } else if ('loaded' in message) last = message.loaded;
      else if (last !== undefined) last = { ...last, asked: message.asked };
    });
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      if (ending === undefined) reject(new Error('The built Functions could not be loaded.'));
      else resolve({ ending, last });
    });
  });
}

// What Functions print goes nowhere, and the operator's own environment does not reach them.
function start(code: string): ChildProcess {
  const child = spawn(process.execPath, ['-'], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  });
  // A process that could not be started, or has ended, reads nothing.
  child.stdin?.on('error', () => undefined).end(code);
  return child;
}

let bundled: Promise<string> | undefined;

// Compiled once: a process that compiled its sources would take a second more each time.
function bundleChild(): Promise<string> {
  bundled ??= build({
    stdin: {
      contents: "import './block-network';import './inspect-child';",
      resolveDir: __dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  }).then(({ outputFiles: [file] }) => file?.text ?? '');
  return bundled;
}
