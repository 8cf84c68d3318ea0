import { duration, type Section, table, times } from '../report';
import { median } from '../statistics';
import { signInAims } from './goals';
import type { DirectoryEffort } from './load-profile';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import type { SignInResult } from './tasks';

/** The time to sign in with an e-mail address and a password, beside the password's hash alone. */
export async function signIn(cases: readonly Case[], effort: DirectoryEffort): Promise<Section> {
  const contestants = cases.filter(({ contestant }) => contestant.loadingOnly !== true);
  const rows = await measureAll<SignInResult>(contestants, effort.signInRounds, {
    kind: 'sign-in',
    requests: effort.signIns,
    warmUp: 5,
  });
  return {
    title: 'Sign-in',
    lines: table(
      ['implementation', 'users', 'p50', 'p99', 'its hash alone, p50', 'p99', 'beside its hash'],
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
    aims: signInAims(rows),
  };
}
