import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childFile } from '../child';
import type { Case } from './target';
import { READY, type Work } from './tasks';

/** What came of it, and after how many milliseconds the child said each time that it is ready. */
export interface Outcome<T> {
  readonly result: T;
  readonly readyMs: readonly number[];
}

// Of the parent's variables it gets none: they could change what is measured.
const ENVIRONMENT = { NODE_ENV: 'production', BETTER_AUTH_TELEMETRY: '0' };

/** Has a contestant do some work in a process of its own. */
export async function runTask<T>(
  { contestant, database, users }: Case,
  work: Work,
): Promise<Outcome<T>> {
  const { child, variant } = contestant;
  const given = JSON.stringify({ database, users, variant, ...work });
  const start = performance.now();
  const running = spawn(process.execPath, ['--no-warnings', childFile(child), given], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
  if (code !== 0) throw new Error(`${contestant.name} could not do ${work.kind}.`);
  return { result: JSON.parse(text) as T, readyMs };
}
