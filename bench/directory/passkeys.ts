import { duration, type Section, table, times } from '../report';
import { median } from '../statistics';
import type { DirectoryLoadProfile } from './load-profile';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import type { PasskeysResult } from './tasks';

/** Measures a login with a passkey beside the login with a password. */
export async function passkeys(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
): Promise<Section> {
  const rows = await measureAll<PasskeysResult>(cases, profile.signInRounds, {
    kind: 'passkeys',
    requests: profile.signIns,
    warmUp: 5,
  });
  return {
    title: 'Passkeys',
    lines: table(
      [
        'implementation',
        'users',
        'with a passkey, p50',
        'p99',
        'with a password, p50',
        'ratio',
        'processor time',
      ],
      rows.map((row) => {
        const middle = (pick: (result: PasskeysResult) => number) =>
          median(row.rounds.map(({ result }) => pick(result)));
        return [
          ...rowHead(row),
          duration(middle(({ passkey }) => passkey.p50)),
          duration(middle(({ passkey }) => passkey.p99)),
          duration(middle(({ password }) => password.p50)),
          times(middle(({ ratio }) => ratio)),
          duration(middle(({ processor }) => processor)),
        ];
      }),
    ),
    goals: [],
  };
}
