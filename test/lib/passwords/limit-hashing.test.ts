import type * as LimitHashing from '../../../lib/passwords/limit-hashing';

// Each test starts with a new limit, as in a new process, and sets the clock itself.

const TURNS = Symbol.for('twilio-functions-auth.hashing');

let now: number;
let computed: string[];
let finish: (() => void)[];

beforeEach(() => {
  Reflect.deleteProperty(globalThis, TURNS);
  now = 0;
  computed = [];
  finish = [];
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});

/** Loads the module again, as another bundle does. */
function bundle(): typeof LimitHashing {
  let module: typeof LimitHashing | undefined;
  jest.isolateModules(() => {
    module = require('../../../lib/passwords/limit-hashing');
  });
  if (module === undefined) throw new Error('The module was not loaded.');
  return module;
}

/** Requests a hash, and returns `done` or the seconds to wait that a refusal names. */
function requestHash({ limitHashing }: typeof LimitHashing, name: string, endsAt: number) {
  const compute = () => {
    computed.push(name);
    return new Promise<string>((resolve) => finish.push(() => resolve('done')));
  };
  return limitHashing(endsAt, compute).catch(
    (reason: LimitHashing.HashingOverloaded) => reason.retryAfterSeconds,
  );
}

/** Advances the clock and finishes the oldest hash. */
async function finishAfter(milliseconds: number): Promise<void> {
  await new Promise(setImmediate);
  now += milliseconds;
  finish.shift()?.();
  await new Promise(setImmediate);
}

/** Lets the limit measure that a hash takes this long. */
async function measure(module: typeof LimitHashing, milliseconds: number): Promise<void> {
  const first = requestHash(module, 'measured', now + 10_000);
  await finishAfter(milliseconds);
  await first;
  computed = [];
}

test('one hash at a time is computed, even for several bundles', async () => {
  const [guard, directory] = [bundle(), bundle()];
  expect(guard.limitHashing).not.toBe(directory.limitHashing);
  const answers = ['a', 'b', 'c', 'd'].map((name, n) =>
    requestHash(n % 2 === 0 ? guard : directory, name, 6000),
  );
  await new Promise(setImmediate);
  expect(computed).toEqual(['a']);
  await finishAfter(100);
  expect(computed).toEqual(['a', 'b']);
  for (const _ of '123') await finishAfter(100);
  expect(await Promise.all(answers)).toEqual(['done', 'done', 'done', 'done']);
});

test('a hash that would finish too late is refused at once and never computed', async () => {
  const module = bundle();
  await measure(module, 2000);
  const answers = Array.from({ length: 150 }, (_, n) => requestHash(module, `${n}`, now + 6500));
  await new Promise(setImmediate);
  // Three fit. All others are refused at once.
  expect(await Promise.all(answers.slice(3))).toEqual(Array(147).fill(2));
  for (const _ of '123') await finishAfter(500);
  expect(await Promise.all(answers.slice(0, 3))).toEqual(Array(3).fill('done'));
  expect(computed).toHaveLength(3);
});

test('the queue drops the hashes that cannot finish in time as soon as hashing proves slow', async () => {
  const module = bundle();
  const answers = Array.from({ length: 60 }, (_, n) => requestHash(module, `${n}`, 6000));
  await finishAfter(2500);
  // A second hash takes its turn. No later one would finish in time.
  expect(await Promise.all(answers.slice(2))).toEqual(Array(58).fill(3));
  expect(computed).toEqual(['0', '1']);
});

test('a hash whose deadline has passed is not computed', async () => {
  const module = bundle();
  requestHash(module, 'one', 6000);
  requestHash(module, 'two', 6000);
  const late = requestHash(module, 'late', 6000);
  await finishAfter(7000);
  expect(await late).toEqual(expect.any(Number));
  expect(computed).not.toContain('late');
});

test('one hash in a frozen container causes no refusal of later hashes', async () => {
  const module = bundle();
  await measure(module, 100);
  await measure(module, 600_000);
  const answers = Array.from({ length: 10 }, (_, n) => requestHash(module, `${n}`, now + 6000));
  for (const _ of answers) await finishAfter(50);
  expect(await Promise.all(answers)).toEqual(Array(10).fill('done'));
});

test('an idle limit computes the next hash, regardless of how long the last ones took', async () => {
  const module = bundle();
  await measure(module, 600_000);
  await measure(module, 600_000);
  const answer = requestHash(module, 'tried', now + 6000);
  await finishAfter(100);
  expect(await answer).toBe('done');
});

test('a hash that fails frees its slot', async () => {
  const { limitHashing } = bundle();
  const fail = () => Promise.reject(new Error('out of memory'));
  await expect(limitHashing(6000, fail)).rejects.toThrow('out of memory');
  await expect(limitHashing(6000, fail)).rejects.toThrow('out of memory');
  expect(await limitHashing(6000, async () => 'done')).toBe('done');
});
