import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventOf } from '../services/container';
import type { Caller, TestDirectory } from './directory';

/** One contender's call. */
export interface Contender {
  readonly path: string;
  readonly input: object;
  /** The caller whose cookies it sends. Default: none. */
  readonly caller?: Caller;
}

/** The response to one contender. */
export interface Finish {
  readonly status: number;
  readonly code: string | undefined;
}

const CHILD = join(__dirname, 'race-child.mjs');

// Starting a process takes as long as many races, so the races of a test file share the processes.
const processes: ReturnType<typeof start>[] = [];
afterAll(() => Promise.all(processes.map((one) => one.stop())));

/** Lets every contender call at once, each from its own process and connection. */
export async function race(
  { variables }: TestDirectory,
  contenders: readonly Contender[],
): Promise<readonly Finish[]> {
  while (processes.length < contenders.length) processes.push(start());
  const racing = processes.slice(0, contenders.length);
  await Promise.all(racing.map((one) => one.ask({ variables })));
  const answers = racing.map((one, index) => {
    const { path, input, caller } = contenders[index] as Contender;
    return one.ask({ path, variables, event: eventOf(input, caller) });
  });
  return (await Promise.all(answers)).map(finishOf);
}

function finishOf(answer: unknown): Finish {
  const { status, body } = answer as {
    status: number;
    body?: { error?: { code?: string } };
  };
  return { status, code: body?.error?.code };
}

function start() {
  const child: ChildProcess = spawn(process.execPath, [CHILD], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  return {
    async ask(question: object): Promise<unknown> {
      child.stdin?.write(`${JSON.stringify(question)}\n`);
      const [line] = (await once(lines, 'line')) as [string];
      return JSON.parse(line);
    },
    async stop(): Promise<void> {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}
