import { randomBytes } from 'node:crypto';
import { field } from './callers';
import { leaky } from './peers/early-exit-check';
import { kitDecision, kitGuard } from './peers/index';
import { shuffled } from './statistics';
import type { Decide, User } from './target';

const TARGETS = [kitDecision, kitGuard, leaky];
const CLASSES = [0, 1, 2, 3] as const;
const EPOCHS = 50;
const ROUNDS = 25;
const WARM_UP_EPOCHS = 5;

// Prints the nanoseconds of single refusals, one list a class. All classes are refused the very
// same field values; only what the users' directories hold differs: to one the username is unknown,
// to one the password is entirely wrong, to one it is right but for its last four characters, and
// the last is a second one that does not know the username. So nothing but what is stored can make
// a difference: not the bytes of a guess, nor how well the processor has learnt them.
async function main([name = '', size = '', samples = '']: readonly string[]): Promise<void> {
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined) throw new Error(`There is no target ${name}.`);
  const figures = CLASSES.map((): number[] => []);
  for (let epoch = -WARM_UP_EPOCHS; epoch < EPOCHS; epoch += 1) {
    const guesses = Array.from({ length: Math.min(Number(size), CLASSES.length) }, stranger);
    const directories = makeDirectories(guesses, Number(size));
    const decides = await Promise.all(directories.map((users) => target.create(users)));
    const each = Math.ceil(Number(samples) / EPOCHS / ROUNDS / guesses.length);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { decide, index, authorization } of makeCalls(guesses, decides, each)) {
        const start = performance.now();
        const decision = decide(authorization);
        const nanoseconds = (performance.now() - start) * 1e6;
        if (decision !== false) throw new Error('A wrong credential was let in.');
        if (epoch >= 0) figures[index]?.push(Math.round(nanoseconds));
      }
    }
  }
  process.stdout.write(JSON.stringify(figures));
}

// Where there is room for it, each directory is of each class, for another guess each (a Latin
// square): where it happens to lie in memory is nobody's advantage.
function classOf(guess: number, directory: number): number {
  return (guess + directory) % CLASSES.length;
}

function makeDirectories(guesses: readonly User[], size: number): readonly (readonly User[])[] {
  const others = Array.from({ length: size - guesses.length }, stranger);
  return CLASSES.map((directory) => {
    const held = guesses.map((guess, index) => {
      const kind = classOf(index, directory);
      if (kind === 1) return { ...stranger(), username: guess.username };
      return kind === 2 ? like(guess) : stranger();
    });
    return [...others, ...held];
  });
}

function makeCalls(guesses: readonly User[], decides: readonly Decide[], each: number) {
  const calls = guesses.flatMap((guess, index) => {
    const fields = Array.from({ length: each }, () => field(like(guess)));
    return decides.flatMap((decide, directory) =>
      fields.map((bytes) => ({
        decide,
        index: classOf(index, directory),
        authorization: bytes.toString('latin1'),
      })),
    );
  });
  return shuffled(calls);
}

function stranger(): User {
  return { username: randomText(12), password: randomText(16) };
}

/** The same user with the same password but for the last four characters. */
function like({ username, password }: User): User {
  return { username, password: `${password.slice(0, -4)}${randomText(4)}` };
}

/** As random as can be, of this length, a multiple of four. */
function randomText(length: number): string {
  return randomBytes((length / 4) * 3).toString('base64url');
}

main(process.argv.slice(2)).catch((reason: unknown) => {
  console.error(reason);
  process.exit(1);
});
