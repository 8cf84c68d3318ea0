import { type Section, table } from '../report';
import { median } from '../statistics';
import { checks } from './checks';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, measureAll, rowHead } from './measured';
import type { Case } from './target';
import { CALLERS, type ConcurrentChangesResult } from './tasks';

/**
 * Measures checks and concurrent changes with the default memory of Postgres. The databases are in the memory of the
 * operating system, but do not fit into that of Postgres.
 */
export async function scale(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
): Promise<Section> {
  const { lines, goals } = await checks(cases, profile);
  const targets = cases.filter(
    ({ target: { side, loadingOnly, variant } }) =>
      side !== 'floor' && loadingOnly !== true && variant === undefined,
  );
  const rows = await measureAll<ConcurrentChangesResult>(targets, profile.rounds, {
    kind: 'concurrent-changes',
    requests: Math.ceil(profile.requests / 4),
  });
  return {
    title: 'Default memory of Postgres',
    lines: [
      ...lines,
      `Changes a second by ${CALLERS} callers at once, in one account and in 1,000 accounts:`,
      '',
      ...table(
        ['implementation', 'users', 'change', 'one account', '1,000 accounts'],
        rows.flatMap(changesOf),
      ),
    ],
    goals,
  };
}

function changesOf(row: Measured<ConcurrentChangesResult>): readonly (readonly string[])[] {
  const names = Object.keys(row.rounds[0]?.result ?? {});
  return names.map((name) => {
    const perSecond = (where: 'one' | 'many') =>
      median(row.rounds.map(({ result }) => result[name]?.[where].perSecond ?? 0)).toFixed(0);
    return [...rowHead(row), name, perSecond('one'), perSecond('many')];
  });
}
