// One process of a race: says that it is ready, and calls a Function when it is told to.
import crypto from 'node:crypto';
import { createInterface } from 'node:readline';
import { call } from '../jest/built-functions.mjs';

// The same as cheap-scrypt.ts: the tests check passwords that this process has hashed.
const { scrypt } = crypto;
crypto.scrypt = (password, salt, length, { N, ...others }, callback) => {
  const cost = N === 2 ** 14 ? { N: 16, r: 8, p: 1 } : { N };
  scrypt(password, salt, length, { ...others, ...cost }, callback);
};

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const { path, variables, event } = JSON.parse(line);
  // The first call of all opens a connection.
  if (event === undefined) await call('session/log-in', variables, {});
  say(event === undefined ? 'ready' : await call(path, variables, event));
}
