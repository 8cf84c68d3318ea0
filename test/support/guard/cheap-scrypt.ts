import crypto, { type ScryptOptions, type scrypt } from 'node:crypto';

// Most tests of the directory are not about the cost of a hash. This module reduces the cost of `hashPassword` and
// of the decoy for an unknown user to the minimum. Callers are unchanged, so a test can still count the hashes and
// compare their parameters.

const original = crypto.scrypt;
const EXPENSIVE = 2 ** 14;
const CHEAP = { N: 16, r: 8, p: 1 } as const;

type Callback = (error: Error | null, hash: Buffer) => void;

function cheap(...given: Parameters<typeof scrypt>): void {
  const [password, salt, length, options, callback] = given as unknown as Given;
  const cost = options.N === EXPENSIVE ? CHEAP : {};
  original(password, salt, length, { ...options, ...cost }, callback);
}

type Given = [string, Buffer, number, ScryptOptions, Callback];

// The test files of a worker share the module of Node.js, so each file restores it. A spy of the last test is
// restored first: jest would otherwise restore it afterwards, to the cheap function.
beforeAll(() => {
  Object.assign(crypto, { scrypt: cheap });
});
afterAll(() => {
  jest.restoreAllMocks();
  Object.assign(crypto, { scrypt: original });
});
