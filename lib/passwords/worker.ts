import type { Worker } from 'node:worker_threads';

/** A call of a module's function in the worker thread. */
interface WorkerCall {
  readonly module: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface PendingCall {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

// JavaScript source in a string, because only one file is deployed.
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

let started: { readonly thread: Worker; readonly pending: Map<number, PendingCall> } | undefined;
let lastId = 0;

/**
 * Calls a slow function in a worker thread, so that other requests are answered in the meantime. The thread
 * starts with the first call. An idle thread does not keep the process alive.
 *
 * @returns the value that the function returned or resolved to.
 * @throws Error if the function fails. The error has no details, because the input is a secret.
 */
export function callInWorker(call: WorkerCall): Promise<unknown> {
  const { thread, pending } = started ?? start();
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    thread.ref();
    thread.postMessage({ id, call });
  });
}

function start(): NonNullable<typeof started> {
  // Loaded here, because almost no cold start needs it.
  const threads: typeof import('node:worker_threads') = require('node:worker_threads');
  const thread: Worker = new threads.Worker(SOURCE, { eval: true, env: {}, execArgv: [] });
  const pending = new Map<number, PendingCall>();
  const stop = () => {
    started = undefined;
    for (const { reject } of pending.values()) reject(new Error('The hashing thread has ended.'));
    pending.clear();
  };
  thread.on('error', stop);
  thread.on('exit', stop);
  thread.on('message', ({ id, result, failed }) => {
    const { resolve, reject } = pending.get(id) as PendingCall;
    pending.delete(id);
    if (pending.size === 0) thread.unref();
    if (failed) reject(new Error('A password could not be hashed.'));
    else resolve(result);
  });
  started = { thread, pending };
  return started;
}
