import { randomBytes } from 'node:crypto';
import { basicHeader } from './callers';
import { earlyExitCheck } from './peers/early-exit-check';
import { libraryDecision, libraryGuard } from './peers/index';
import { shuffled } from './statistics';
import type { Decide, User } from './target';

const TARGETS = [libraryDecision, libraryGuard, earlyExitCheck];
const CLASSES = [0, 1, 2, 3] as const;
const EPOCHS = 50;
const ROUNDS = 25;
const WARM_UP_EPOCHS = 5;

// Prints the nanoseconds of single refusals, one list per class. All classes refuse exactly the same
// headers. Only the stored users differ: in the first class the username is unknown, in the second the
// whole password is wrong, and in the third all but its last four characters are right. The fourth class
// repeats the first. Only stored data can therefore cause a difference, and neither the bytes of a guess
// nor the branch prediction of the processor can.
async function main([name = '', size = '', samples = '']: readonly string[]): Promise<void> {
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined) throw new Error(`The target ${name} does not exist.`);
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
        if (decision !== false) throw new Error('A wrong credential was accepted.');
        if (epoch >= 0) figures[index]?.push(Math.round(nanoseconds));
      }
    }
  }
  process.stdout.write(JSON.stringify(figures));
}

// With enough users, each directory belongs to every class, for a different guess each (a Latin
// square). Its location in memory then favors no class.
function classOf(guess: number, directory: number): number {
  return (guess + directory) % CLASSES.length;
}

function makeDirectories(guesses: readonly User[], size: number): readonly (readonly User[])[] {
  const others = Array.from({ length: size - guesses.length }, stranger);
  return CLASSES.map((directory) => {
    const stored = guesses.map((guess, index) => {
      const kind = classOf(index, directory);
      if (kind === 1) return { ...stranger(), username: guess.username };
      return kind === 2 ? like(guess) : stranger();
    });
    return [...others, ...stored];
  });
}

function makeCalls(guesses: readonly User[], decides: readonly Decide[], each: number) {
  const calls = guesses.flatMap((guess, index) => {
    const headers = Array.from({ length: each }, () => basicHeader(like(guess)));
    return decides.flatMap((decide, directory) =>
      headers.map((bytes) => ({
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

/** Returns the user with the last four characters of the password replaced. */
function like({ username, password }: User): User {
  return { username, password: `${password.slice(0, -4)}${randomText(4)}` };
}

/** Returns random text of a length that is a multiple of four. */
function randomText(length: number): string {
  return randomBytes((length / 4) * 3).toString('base64url');
}

main(process.argv.slice(2)).catch((reason: unknown) => {
  console.error(reason);
  process.exit(1);
});
