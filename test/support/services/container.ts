import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Caller } from '../directory/directory';
import { ORIGIN } from '../directory/directory-variables';
import { asJson } from '../guard/as-json';
import { watchChild } from '../processes/child';

/** The response of a Function. */
export interface Answered {
  readonly status: number;
  /** The error code in the body, if any. The guard's own refusals have none. */
  readonly code: string | undefined;
  readonly body: unknown;
  /** The duration in the container. */
  readonly ms: number;
}

/** What a call takes from its caller. */
export type OwnCaller = Pick<Caller, 'cookies' | 'apiKey'>;

/** A process that runs the built Functions, as one of the platform's containers does. */
export interface BuiltContainer {
  /** Calls a Function as a page of the service does. Rejects if the container ends. */
  call(path: string, input?: object, caller?: OwnCaller): Promise<Answered>;
  /** Suspends the process, as the platform does between two requests. */
  freeze(): void;
  thaw(): void;
  /** Returns its stderr. */
  errors(): string;
  stop(): Promise<void>;
}

const CHILD = join(__dirname, 'container-child.mjs');

/** Starts a container with these variables. */
export async function startBuiltContainer(
  variables: Readonly<Record<string, string>>,
): Promise<BuiltContainer> {
  const process_ = spawn(process.execPath, [CHILD], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const child = watchChild(process_);
  const waiting = new Map<number, (answer: Answered) => void>();
  let calls = 0;
  await once(process_, 'message');
  process_.on('message', ({ id, ...answer }: Answered & { readonly id: number }) => {
    const { error } = (answer.body ?? {}) as { error?: { code?: string } };
    waiting.get(id)?.({ ...answer, code: error?.code });
    waiting.delete(id);
  });
  const ended = child.exited.then((code) => {
    throw new Error(`The container ended with ${code}:\n${child.stderr()}`);
  });
  ended.catch(() => undefined);
  return {
    call(path, input = {}, caller) {
      calls += 1;
      const id = calls;
      const answer = new Promise<Answered>((resolve) => waiting.set(id, resolve));
      process_.send({ id, path, variables, event: eventOf(input, caller) });
      return Promise.race([answer, ended]);
    },
    freeze: () => process_.kill('SIGSTOP'),
    thaw: () => process_.kill('SIGCONT'),
    errors: () => child.stderr(),
    stop: () => child.stop(),
  };
}

/** Returns the event of a Function for a call from a page of the service. */
export function eventOf(given: object, caller: OwnCaller | undefined) {
  const input = asJson(given);
  const headers = {
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(JSON.stringify(input))}`,
    origin: ORIGIN,
    ...(caller?.apiKey === undefined ? {} : { 'x-api-key': caller.apiKey }),
  };
  return { ...input, request: { headers, cookies: caller?.cookies ?? {} } };
}
