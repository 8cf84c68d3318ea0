import type { Directory } from './directory';
import type { ServersLoadProfile } from './load-profile';
import type { Target } from './target';

/** A server with a directory of users. */
export interface Case {
  readonly target: Target;
  readonly directory: Directory;
}

/** Measures all cases in every round, so that a busy machine affects all of them equally. */
export async function measureCases<T>(
  cases: readonly Case[],
  { rounds }: ServersLoadProfile,
  measure: (one: Case) => Promise<T>,
): Promise<readonly { readonly one: Case; readonly figures: readonly T[] }[]> {
  const measured = cases.map((one) => ({ one, figures: [] as T[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { one, figures } of measured) {
      const who = `${one.target.id}, users: ${one.directory.users.length}`;
      console.error(`  round ${round} of ${rounds}: ${who}`);
      figures.push(await measure(one));
    }
  }
  return measured;
}
