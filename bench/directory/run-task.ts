import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childFile } from '../child';
import type { Case } from './target';
import { READY, type Work } from './tasks';

/** The result of a task, and the milliseconds until each `READY` of the child. */
export interface Outcome<T> {
  readonly result: T;
  readonly readyMs: readonly number[];
}

// The child gets no variables of the parent, because they could change the figures.
const ENVIRONMENT = { NODE_ENV: 'production', BETTER_AUTH_TELEMETRY: '0' };

/** Runs work on a target in a separate process, which `limit` may restrict. */
export async function runTask<T>(
  { target, database, users }: Case,
  work: Work,
  limit: (child: ChildProcess) => void = () => undefined,
): Promise<Outcome<T>> {
  const { child, variant } = target;
  const given = JSON.stringify({ database, users, variant, ...work });
  const start = performance.now();
  const running = spawn(process.execPath, ['--no-warnings', childFile(child), given], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  limit(running);
  const readyMs: number[] = [];
  let text = '';
  running.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const now = performance.now() - start;
    text += chunk;
    while (text.startsWith(READY)) {
      text = text.slice(READY.length);
      readyMs.push(now);
    }
  });
  const [code] = await once(running, 'close');
  if (code !== 0) throw new Error(`${target.name} failed at ${work.kind}.`);
  return { result: JSON.parse(text) as T, readyMs };
}
