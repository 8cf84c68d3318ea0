import { isAccepted } from './callers';
import { measure } from './measure';
import { contestantNamed, SCENARIOS, type ScenarioName } from './peers/index';
import type { Case, Figures, Scenario } from './target';

// One process, one contestant, one number of users: nobody's garbage or inlining is another's.
// Every decision is checked as well: a wrong one ends the process.
async function main(given: readonly string[]): Promise<void> {
  const [scenarioName = '', name = '', size = '', milliseconds = ''] = given;
  const scenario: Scenario = SCENARIOS[scenarioName as ScenarioName];
  const contestant = contestantNamed(scenario, name);
  const users = scenario.users(Number(size));
  const callers = scenario.callers(users);
  const decide = await contestant.create(users);
  const figures: Partial<Record<Case, number>> = {};
  const kinds = contestant.cases ?? scenario.cases;
  // The first turn is for the compiler, which has to see all kinds of callers, and not counted.
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
