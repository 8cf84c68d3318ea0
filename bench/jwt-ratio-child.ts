import { JWT_ALGORITHMS, makeJwtCallers } from './jwt-callers';
import { joseFloor, kitJwt } from './peers/index';
import { median, shuffled } from './statistics';

const BLOCK = 50;

// Prints how long the kit takes beside jose alone, by algorithm: blocks of both in turn, in one
// process, since a busy machine and the threads that check signatures make more of a difference
// between two processes than there is between the two.
async function main([rounds = '']: readonly string[]): Promise<void> {
  const ratios: Record<string, number> = {};
  for (const algorithm of JWT_ALGORITHMS) {
    const [caller] = makeJwtCallers(algorithm).valid ?? [];
    const field = caller?.toString('latin1');
    const sides = await Promise.all(
      [kitJwt(algorithm), joseFloor(algorithm)].map(async (contestant) => ({
        decide: await contestant.create([]),
        times: [] as number[],
      })),
    );
    const warmUp = Math.ceil(Number(rounds) / 4);
    for (let round = -warmUp; round < Number(rounds); round += 1) {
      for (const { decide, times } of shuffled(sides)) {
        const start = performance.now();
        for (let count = 0; count < BLOCK; count += 1) {
          if (!(await decide(field))) throw new Error('A right token was refused.');
        }
        if (round >= 0) times.push(performance.now() - start);
      }
    }
    const [kit, floor] = sides.map(({ times }) => times) as [number[], number[]];
    ratios[algorithm] = median(kit.map((time, round) => time / (floor[round] ?? 0)));
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
