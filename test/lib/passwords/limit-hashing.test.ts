import type * as LimitHashing from '../../../lib/passwords/limit-hashing';

// Each test has a process of its own, as far as the limit knows, and a clock that it sets.

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

/** The module as one bundle has it. */
function bundle(): typeof LimitHashing {
  let module: typeof LimitHashing | undefined;
  jest.isolateModules(() => {
    module = require('../../../lib/passwords/limit-hashing');
  });
  if (module === undefined) throw new Error('There is no module.');
  return module;
}

/** Asks for a hash; `done` or the refusal's seconds to wait. */
function ask({ limitHashing }: typeof LimitHashing, name: string, endsAt: number) {
  const compute = () => {
    computed.push(name);
    return new Promise<string>((resolve) => finish.push(() => resolve('done')));
  };
  return limitHashing(endsAt, compute).catch(
    (reason: LimitHashing.HashingOverloaded) => reason.retryAfterSeconds,
  );
}

/** Lets so much time pass, after which the oldest hash is done. */
async function finishAfter(milliseconds: number): Promise<void> {
  await new Promise(setImmediate);
  now += milliseconds;
  finish.shift()?.();
  await new Promise(setImmediate);
}

/** Has the limit know that a hash takes so long. */
async function measure(module: typeof LimitHashing, milliseconds: number): Promise<void> {
  const first = ask(module, 'measured', now + 10_000);
  await finishAfter(milliseconds);
  await first;
  computed = [];
}

test('two hashes at a time are computed, also where several bundles ask', async () => {
  const [guard, directory] = [bundle(), bundle()];
  expect(guard.limitHashing).not.toBe(directory.limitHashing);
  const answers = ['a', 'b', 'c', 'd'].map((name, n) =>
    ask(n % 2 === 0 ? guard : directory, name, 6000),
  );
  await new Promise(setImmediate);
  expect(computed).toEqual(['a', 'b']);
  await finishAfter(100);
  expect(computed).toEqual(['a', 'b', 'c']);
  for (const _ of '123') await finishAfter(100);
  expect(await Promise.all(answers)).toEqual(['done', 'done', 'done', 'done']);
});

test('a hash that would be done too late is refused at once, and is never computed', async () => {
  const module = bundle();
  await measure(module, 2000);
  const answers = Array.from({ length: 150 }, (_, n) => ask(module, `${n}`, now + 6500));
  await new Promise(setImmediate);
  // Three rounds of two fit, and nobody else waits for longer than a moment.
  expect(await Promise.all(answers.slice(6))).toEqual(Array(144).fill(2));
  for (const _ of '123456') await finishAfter(500);
  expect(await Promise.all(answers.slice(0, 6))).toEqual(Array(6).fill('done'));
  expect(computed).toHaveLength(6);
});

test('as soon as hashes turn out to take long, those whose time will not do leave the queue', async () => {
  const module = bundle();
  const answers = Array.from({ length: 60 }, (_, n) => ask(module, `${n}`, 6000));
  await finishAfter(2500);
  // Beside the two that had begun: one that takes the place that is free. None after it would be in time.
  expect(await Promise.all(answers.slice(3))).toEqual(Array(57).fill(3));
  expect(computed).toEqual(['0', '1', '2']);
});

test('a hash whose turn comes after its time is not computed', async () => {
  const module = bundle();
  ask(module, 'one', 6000);
  ask(module, 'two', 6000);
  const late = ask(module, 'late', 6000);
  await finishAfter(7000);
  expect(await late).toEqual(expect.any(Number));
  expect(computed).not.toContain('late');
});

test('one hash that lay in a frozen container does not refuse those after it', async () => {
  const module = bundle();
  await measure(module, 100);
  await measure(module, 600_000);
  const answers = Array.from({ length: 10 }, (_, n) => ask(module, `${n}`, now + 6000));
  for (const _ of answers) await finishAfter(50);
  expect(await Promise.all(answers)).toEqual(Array(10).fill('done'));
});

test('where nothing is computed, a hash is, however long the last ones took', async () => {
  const module = bundle();
  await measure(module, 600_000);
  await measure(module, 600_000);
  const answer = ask(module, 'tried', now + 6000);
  await finishAfter(100);
  expect(await answer).toBe('done');
});

test('a hash that fails makes room for the next', async () => {
  const { limitHashing } = bundle();
  const fail = () => Promise.reject(new Error('out of memory'));
  await expect(limitHashing(6000, fail)).rejects.toThrow('out of memory');
  await expect(limitHashing(6000, fail)).rejects.toThrow('out of memory');
  expect(await limitHashing(6000, async () => 'done')).toBe('done');
});
