import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
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

const THREAD = join(__dirname, 'race-thread.mjs');

// Starting a thread takes as long as many races, so the races of a test file share the threads.
const threads: ReturnType<typeof start>[] = [];
afterAll(() => Promise.all(threads.map((one) => one.stop())));

/** Lets every contender call at once, each from its own thread and connection. */
export async function race(
  { variables }: TestDirectory,
  contenders: readonly Contender[],
): Promise<readonly Finish[]> {
  while (threads.length < contenders.length) threads.push(start());
  const racing = threads.slice(0, contenders.length);
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
  const thread = new Worker(THREAD);
  return {
    async ask(question: object): Promise<unknown> {
      const answer = once(thread, 'message');
      thread.postMessage(question);
      const [message] = await answer;
      return message;
    },
    stop: () => thread.terminate(),
  };
}
