import { duration, type Section, table } from '../report';
import { median } from '../statistics';
import { checksAims } from './goals';
import type { DirectoryEffort } from './load-profile';
import { type Measured, measureAll, rowHead } from './measured';
import type { Case } from './target';
import { type ChecksResult, CONCURRENCY, type Kind } from './tasks';

const TITLES = { session: 'Check of a session', token: 'Check of a token (API key)' } as const;

/** The time to check a session and a token. */
export async function checks(cases: readonly Case[], effort: DirectoryEffort): Promise<Section> {
  const { rounds, requests, warmUp } = effort;
  const contestants = cases.filter(({ contestant }) => contestant.loadingOnly !== true);
  const rows = await measureAll<ChecksResult>(contestants, rounds, {
    kind: 'checks',
    requests,
    warmUp,
  });
  return {
    title: 'Checks',
    lines: (['session', 'token'] as const).flatMap((kind) => [
      `${TITLES[kind]}, one after the other and ${CONCURRENCY} at a time:`,
      '',
      ...kindTable(rows, kind),
      '',
    ]),
    aims: checksAims(rows),
  };
}

function kindTable(rows: readonly Measured<ChecksResult>[], kind: Kind): string[] {
  const head = ['one', 'several'].flatMap((way) => {
    const many = way === 'one' ? '' : ` at ${CONCURRENCY}`;
    return [`p50${many}`, `p99${many}`, `a second${many}`];
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
