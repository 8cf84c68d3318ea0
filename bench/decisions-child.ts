import { isAccepted } from './callers';
import { measure } from './measure';
import { SCENARIOS, type ScenarioName, targetNamed } from './peers/index';
import type { Case, Figures, Scenario } from './target';

// Each process measures one target with one number of users, so that garbage and inlining of one target
// do not affect another. Every decision is checked, and a wrong decision ends the process.
async function main(given: readonly string[]): Promise<void> {
  const [scenarioName = '', name = '', size = '', milliseconds = ''] = given;
  const scenario: Scenario = SCENARIOS[scenarioName as ScenarioName];
  const target = targetNamed(scenario, name);
  const users = scenario.users(Number(size));
  const callers = scenario.callers(users);
  const decide = await target.create(users);
  const figures: Partial<Record<Case, number>> = {};
  const kinds = target.cases ?? scenario.cases;
  // The first pass lets the compiler see all kinds of callers. Its figures are overwritten.
  for (const kind of [...kinds, ...kinds]) {
    globalThis.gc?.();
    figures[kind] = await measure({
      decide,
      callers: callers[kind] ?? [],
      accepted: isAccepted(kind),
      milliseconds: Number(milliseconds),
    });
  }
  process.stdout.write(JSON.stringify(figures satisfies Figures));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (reason: unknown) => {
    console.error(reason);
    process.exit(1);
  },
);
