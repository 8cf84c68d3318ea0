// One process of a race. It reports that it is ready, and calls a Function on request.
import { createInterface } from 'node:readline';
// The tests check passwords that this process has hashed.
import '../guard/cheap-scrypt-child.cjs';
import { call } from '../jest/built-functions.mjs';

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const { path, variables, event } = JSON.parse(line);
  // The first call opens a connection.
  if (event === undefined) await call('session/log-in', variables, {});
  say(event === undefined ? 'ready' : await call(path, variables, event));
}
