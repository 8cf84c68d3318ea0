import type { Directory } from './directory';
import type { ServersEffort } from './load-profile';
import type { Contestant } from './target';

/** One server that knows so many users. */
export interface Case {
  readonly contestant: Contestant;
  readonly directory: Directory;
}

/** Measures all cases in turn, round by round, so that a busy machine disturbs all of them alike. */
export async function measureCases<T>(
  cases: readonly Case[],
  { rounds }: ServersEffort,
  measure: (one: Case) => Promise<T>,
): Promise<readonly { readonly one: Case; readonly figures: readonly T[] }[]> {
  const measured = cases.map((one) => ({ one, figures: [] as T[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { one, figures } of measured) {
      const who = `${one.contestant.id}, users: ${one.directory.users.length}`;
      console.error(`  round ${round} of ${rounds}: ${who}`);
      figures.push(await measure(one));
    }
  }
  return measured;
}
