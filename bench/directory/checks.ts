import { duration, type Section, table } from '../report';
import { median } from '../statistics';
import { checksGoals } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, measureAll, rowHead } from './measured';
import type { Case } from './target';
import { type ChecksResult, CONCURRENCY, type Kind } from './tasks';

const TITLES = { session: 'Check of a session', token: 'Check of a token (API key)' } as const;

/** Measures checks of sessions and of tokens. */
export async function checks(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
): Promise<Section> {
  const { rounds, requests, warmUp } = profile;
  const targets = cases.filter(({ target }) => target.loadingOnly !== true);
  const rows = await measureAll<ChecksResult>(targets, rounds, {
    kind: 'checks',
    requests,
    warmUp,
  });
  return {
    title: 'Checks',
    lines: (['session', 'token'] as const).flatMap((kind) => [
      `${TITLES[kind]}, one at a time and ${CONCURRENCY} at a time:`,
      '',
      ...kindTable(rows, kind),
      '',
    ]),
    goals: checksGoals(rows),
  };
}

function kindTable(rows: readonly Measured<ChecksResult>[], kind: Kind): string[] {
  const head = ['one', 'several'].flatMap((way) => {
    const many = way === 'one' ? '' : ` at ${CONCURRENCY}`;
    return [`p50${many}`, `p99${many}`, `per second${many}`];
  });
  return table(
    ['implementation', 'users', ...head],
    rows.map((row) => [
      ...rowHead(row),
      ...cells(row, kind, 'one'),
      ...cells(row, kind, 'several'),
    ]),
  );
}

function cells(
  { rounds }: Measured<ChecksResult>,
  kind: Kind,
  way: 'one' | 'several',
): readonly string[] {
  const middle = (figure: 'p50' | 'p99' | 'perSecond') =>
    median(rounds.map(({ result }) => result[kind][way][figure]));
  return [
    duration(middle('p50')),
    duration(middle('p99')),
    middle('perSecond').toLocaleString('en', { maximumFractionDigits: 0 }),
  ];
}
