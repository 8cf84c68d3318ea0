import crypto, { type ScryptOptions, type scrypt } from 'node:crypto';

// Most tests of the directory are not about the cost of a hash. Here the cost of `hashPassword`, which is also
// the one of the decoy for an unknown user, is the lowest one. What asks for it stays as it is, so a test can
// still count the hashes and compare their parameters.

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

// All test files of a worker have the same module, so each restores it.
beforeAll(() => {
  Object.assign(crypto, { scrypt: cheap });
});
afterAll(() => {
  Object.assign(crypto, { scrypt: original });
});
