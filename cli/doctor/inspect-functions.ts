import { type ChildProcess, spawn } from 'node:child_process';
import type { Upload } from '../project/deploy-manifest';
import { inspectingProgram } from '../project/toolchain';
import type { ChildMessage, ChildTask } from './inspect-child';
import type { Ending, InspectedFunction } from './inspect-function';

// Twilio's time limit of a request, which includes the loading of the Function.
const TIME_LIMIT_SECONDS = 10;

/** The Functions to inspect. */
export interface InspectOptions {
  /** The project's folder. */
  readonly root: string;
  readonly uploads: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
  /** The time limit for loading a Function, and for each answer. Default: 10. */
  readonly timeLimitSeconds?: number | undefined;
  /** Whether the Functions also get calls that they must refuse. A hash makes such a call slow. Default: true. */
  readonly isProbed?: boolean;
}

/**
 * Loads every built Function with a URL, in another process and with its variables. Reports who can call it, and makes
 * calls that it must refuse. A Function that hangs, exits or throws is a finding, and does not affect the others.
 */
export async function inspectFunctions(
  options: InspectOptions,
): Promise<readonly InspectedFunction[]> {
  const {
    root,
    uploads,
    variables,
    timeLimitSeconds = TIME_LIMIT_SECONDS,
    isProbed = true,
  } = options;
  const all = uploads.filter(
    ({ kind, visibility }) => kind === 'function' && visibility !== 'private',
  );
  const found: InspectedFunction[] = [];
  const program = await inspectingProgram();
  while (found.length < all.length) {
    const before = found.length;
    const functions = all.slice(before);
    const task = { root, uploads, functions, variables, isProbed };
    const { ending, last } = await run(start(program), { task, timeLimitSeconds, found });
    const next = all[found.length];
    // Another Function may have ended the process, so this one is tried again in a process of its own.
    if (next === undefined || (ending === 'exit' && found.length > before)) continue;
    found.push(last === undefined ? notLoaded(next, ending) : notProbed(last, ending));
  }
  return found;
}

/** The reason why a process ended, and the Function that it was calling. */
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
  const { accepted = [], authorizes } = loaded.probe ?? {};
  return { ...loaded, probe: { accepted, authorizes, ending } };
}

type InspectingProgram = Awaited<ReturnType<typeof inspectingProgram>>;

/** Runs one process while it answers, and collects its results. */
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
      else if (last !== undefined) last = { ...last, probe: message.probe };
    });
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      if (ending === undefined) reject(new Error('The built Functions could not be loaded.'));
      else resolve({ ending, last });
    });
  });
}

// The output of Functions is discarded, and they do not get the operator's environment.
function start({ args, input }: InspectingProgram): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  });
  // A process that did not start, or has ended, does not read its input.
  child.stdin?.on('error', () => undefined).end(input);
  return child;
}
