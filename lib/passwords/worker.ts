import type { Worker } from 'node:worker_threads';

/** One call of a function in a module, in another thread. */
interface Call {
  readonly module: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

// Plain JavaScript, and here: what is deployed is one file.
const SOURCE = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', async ({ id, call }) => {
  try {
    const result = await require(call.module)[call.name](call.input);
    parentPort.postMessage({ id, result });
  } catch {
    parentPort.postMessage({ id, failed: true });
  }
});`;

let started: { readonly thread: Worker; readonly waiting: Map<number, Waiting> } | undefined;
let lastId = 0;

/**
 * Runs slow work in a thread of its own, started when it is first needed, so that requests which
 * need none of it are answered meanwhile. Idle, the thread keeps no process from ending.
 *
 * @returns what the function returned or resolved to.
 * @throws Error without details where it failed: its input is a secret.
 */
export function callInWorker(call: Call): Promise<unknown> {
  const { thread, waiting } = started ?? start();
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread.ref();
    thread.postMessage({ id, call });
  });
}

function start(): NonNullable<typeof started> {
  // Loaded only here, since nearly no cold start needs it.
  const threads: typeof import('node:worker_threads') = require('node:worker_threads');
  const thread: Worker = new threads.Worker(SOURCE, { eval: true, env: {}, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const stop = () => {
    started = undefined;
    for (const { reject } of waiting.values()) reject(new Error('The hashing thread has ended.'));
    waiting.clear();
  };
  thread.on('error', stop);
  thread.on('exit', stop);
  thread.on('message', ({ id, result, failed }) => {
    const { resolve, reject } = waiting.get(id) as Waiting;
    waiting.delete(id);
    if (waiting.size === 0) thread.unref();
    if (failed) reject(new Error('A password could not be hashed.'));
    else resolve(result);
  });
  started = { thread, waiting };
  return started;
}
