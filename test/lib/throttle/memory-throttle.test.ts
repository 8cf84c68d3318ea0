import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type MemoryThrottleOptions, memoryThrottle } from '../../../assets/auth.private';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const MINUTE = 60;

/** Returns a throttle whose clock the test sets, in seconds. */
function throttle(options: MemoryThrottleOptions = {}) {
  const clock = { seconds: 1_000_000 };
  const store = memoryThrottle({ now: () => clock.seconds * 1000, ...options });
  const consume = (name: string) => Number(store.consume(name));
  const refused = (name: string, times: number) =>
    Array.from({ length: times }, () => consume(name));
  return { ...store, consume, clock, refused };
}

test('ten attempts are free, and the eleventh has to wait', () => {
  const { refused } = throttle();

  expect(refused('ada', 10)).toEqual(Array(10).fill(0));
  expect(refused('ada', 2)).toEqual([5, 5]);
});

test('the delay grows with every further failure, up to 15 minutes', () => {
  const { consume, refused, clock } = throttle();
  refused('ada', 10);

  const waits = Array.from({ length: 11 }, () => {
    const wait = consume('ada');
    clock.seconds += wait;
    expect(consume('ada')).toBe(0);
    return wait;
  });

  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
});

test('the remaining delay decreases as time passes', () => {
  const { consume, refused, clock } = throttle();
  refused('ada', 10);

  clock.seconds += 3.2;

  expect(consume('ada')).toBe(2);
});

test('attempts during the delay do not count, so an attacker cannot extend it', () => {
  const { consume, refused, clock } = throttle();
  refused('ada', 10);

  refused('ada', 1000);
  clock.seconds += 5;

  expect(consume('ada')).toBe(0);
  expect(consume('ada')).toBe(10);
});

test('the 15-minute window slides', () => {
  const { consume, refused, clock } = throttle();
  consume('ada');
  clock.seconds += 14 * MINUTE;
  refused('ada', 8);
  clock.seconds += 2 * MINUTE;

  expect(refused('ada', 2)).toEqual([0, 0]);
  expect(consume('ada')).toBe(5);
});

test('a failure every two minutes never causes a delay', () => {
  const { consume, clock } = throttle();

  for (let count = 0; count < 100; count += 1) {
    clock.seconds += 2 * MINUTE;
    expect(consume('ada')).toBe(0);
  }
});

test('all failures are forgotten 15 minutes after the delay', () => {
  const { refused, clock } = throttle();
  refused('ada', 10);

  clock.seconds += 5 + 15 * MINUTE;

  expect(refused('ada', 10)).toEqual(Array(10).fill(0));
});

test('each name has its own count', () => {
  const { consume, refused } = throttle();
  refused('ada', 10);

  expect(consume('grace')).toBe(0);
});

describe('a refund', () => {
  test('undoes an attempt', () => {
    const { consume, refund, refused } = throttle();
    refused('ada', 9);

    for (let count = 0; count < 50; count += 1) {
      expect(consume('ada')).toBe(0);
      refund('ada');
    }
    expect(consume('ada')).toBe(0);
    expect(consume('ada')).toBe(5);
  });

  test('does not reset earlier delays', () => {
    const { consume, refund, refused, clock } = throttle();
    refused('ada', 10);
    clock.seconds += 5;
    consume('ada');
    refund('ada');

    expect(consume('ada')).toBe(0);
    expect(consume('ada')).toBe(10);
  });

  test('of an unknown name does nothing', () => {
    const { consume, refund } = throttle();
    refund('ada');

    expect(consume('ada')).toBe(0);
  });
});

test('options set every limit', () => {
  const { consume, refused, clock } = throttle({
    maxFailures: 2,
    windowSeconds: 60,
    initialDelaySeconds: 30,
    maxDelaySeconds: 45,
  });

  expect(refused('ada', 3)).toEqual([0, 0, 30]);
  clock.seconds += 30;
  expect(refused('ada', 2)).toEqual([0, 45]);
  clock.seconds += 45 + 60;
  expect(consume('ada')).toBe(0);
});

test('a million invented names neither fill the memory nor reset the delay of a name', () => {
  const { consume, refused } = throttle();
  refused('ada', 10);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;

  for (let count = 0; count < 1_000_000; count += 1) consume(`nobody-${count}`);

  collectGarbage();
  // 10,000 names, at some 500 bytes each.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * 2 ** 20);
  expect(consume('ada')).toBe(5);
  expect(consume('nobody-0')).toBe(0);
});

test('the oldest entry is evicted if there are too many names', () => {
  const { consume, refused } = throttle({ maxEntries: 3, maxFailures: 1 });
  for (const name of ['a', 'b', 'c', 'd']) refused(name, 1);

  expect(consume('b')).toBe(5);
  expect(consume('d')).toBe(5);
  expect(consume('a')).toBe(0);
});

test('no sequence of events gives a name more attempts than the limits allow', () => {
  const steps = fc.array(
    fc.record({ name: fc.constantFrom('a', 'b'), pause: fc.nat(400), refunded: fc.boolean() }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const { consume, refund, clock } = throttle();
      const made = new Map<string, number[]>();
      for (const { name, pause, refunded } of list) {
        clock.seconds += pause / 4;
        if (consume(name) !== 0) continue;
        if (refunded) refund(name);
        else made.set(name, [...(made.get(name) ?? []), clock.seconds]);
      }
      for (const times of made.values()) {
        times.forEach((time, index) => {
          const recent = times.slice(0, index + 1).filter((other) => other > time - 15 * MINUTE);
          // Ten at once, then one after each of the growing waits: 5 + 10 + … + 320 s in 15 minutes.
          expect(recent.length).toBeLessThanOrEqual(10 + 7);
        });
      }
    }),
  );
});
