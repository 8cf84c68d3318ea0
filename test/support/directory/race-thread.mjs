// One contender of a race: a thread with modules and connections of its own, as a container has. It reports that it is
// ready, and calls a Function on request.
import { parentPort } from 'node:worker_threads';
// The tests check passwords that this thread has hashed.
import '../guard/cheap-scrypt-child.cjs';
import { call } from '../jest/built-functions.mjs';

parentPort.on('message', async ({ path, variables, event }) => {
  // The first call opens a connection.
  if (event === undefined) await call('session/log-in', variables, {});
  parentPort.postMessage(event === undefined ? 'ready' : await call(path, variables, event));
});
