import { JWT_ALGORITHMS, makeJwtCallers } from './jwt-callers';
import { joseFloor, libraryJwt } from './peers/index';
import { median, shuffled } from './statistics';

const BLOCK = 50;

// Prints the time of this library relative to jose alone, by algorithm. Blocks of both alternate in one
// process, because a busy machine and the threads that verify signatures make two processes differ more
// than this library differs from jose.
async function main([rounds = '']: readonly string[]): Promise<void> {
  const ratios: Record<string, number> = {};
  for (const algorithm of JWT_ALGORITHMS) {
    const [caller] = makeJwtCallers(algorithm).valid ?? [];
    const header = caller?.toString('latin1');
    const sides = await Promise.all(
      [libraryJwt(algorithm), joseFloor(algorithm)].map(async (target) => ({
        decide: await target.create([]),
        times: [] as number[],
      })),
    );
    const warmUp = Math.ceil(Number(rounds) / 4);
    for (let round = -warmUp; round < Number(rounds); round += 1) {
      for (const { decide, times } of shuffled(sides)) {
        const start = performance.now();
        for (let count = 0; count < BLOCK; count += 1) {
          if (!(await decide(header))) throw new Error('A valid token was refused.');
        }
        if (round >= 0) times.push(performance.now() - start);
      }
    }
    const [library, floor] = sides.map(({ times }) => times) as [number[], number[]];
    ratios[algorithm] = median(library.map((time, round) => time / (floor[round] ?? 0)));
  }
  process.stdout.write(JSON.stringify(ratios));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (reason: unknown) => {
    console.error(reason);
    process.exit(1);
  },
);
