import { duration, type Section, table, times } from '../report';
import { median } from '../statistics';
import { signInGoals } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import type { SignInResult } from './tasks';

/** Measures a sign-in with an email address and a password, and the password hash alone. */
export async function signIn(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
): Promise<Section> {
  const targets = cases.filter(({ target }) => target.loadingOnly !== true);
  const rows = await measureAll<SignInResult>(targets, profile.signInRounds, {
    kind: 'sign-in',
    requests: profile.signIns,
    warmUp: 5,
  });
  return {
    title: 'Sign-in',
    lines: table(
      ['implementation', 'users', 'p50', 'p99', 'its hash alone, p50', 'p99', 'sign-in / hash'],
      rows.map((row) => {
        const middle = (pick: (result: SignInResult) => number) =>
          median(row.rounds.map(({ result }) => pick(result)));
        return [
          ...rowHead(row),
          duration(middle((result) => result.signIn.p50)),
          duration(middle((result) => result.signIn.p99)),
          duration(middle((result) => result.hash.p50)),
          duration(middle((result) => result.hash.p99)),
          times(middle((result) => result.ratio)),
        ];
      }),
    ),
    goals: signInGoals(rows),
  };
}
