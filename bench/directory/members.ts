import { duration, type Goal, type Section, table } from '../report';
import { readsOf } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, measureAll } from './measured';
import type { Case } from './target';
import type { ReadsResult } from './tasks';

const MOST_MS = 50;

// Of the members, one in 50 is disabled, one in three has a second factor, and one in 1,000 administers the account.
const READS: Readonly<Record<string, object>> = {
  'first page': {},
  'search, all match': { query: 'example.com' },
  'search, 11 match': { query: 'user-77' },
  'search, none matches': { query: 'nobody at all' },
  active: { active: true },
  disabled: { active: false },
  'with a second factor': { mfaEnabled: true },
  'without a second factor': { mfaEnabled: false },
  'role administrator': { role: 'administrator' },
  'role team:manager': { role: 'team:manager' },
  'role developer:read-write': { role: 'developer:read-write' },
  'all filters and a search, none matches': {
    query: 'user-77',
    active: false,
    mfaEnabled: true,
    role: 'administrator',
  },
};

/** Measures the list of an account's members, and its search and filters, with few and many members. */
export async function members(
  cases: readonly Case[],
  { rounds, requests }: DirectoryLoadProfile,
): Promise<Section> {
  const rows = await measureAll<ReadsResult>(cases, rounds, {
    kind: 'members',
    inputs: Object.values(READS),
    requests: Math.ceil(requests / 20),
  });
  const figures = rows.map(readsOf);
  return {
    title: 'Members of one account',
    lines: [
      'A page of 50 members, p50, without the check of the caller:',
      '',
      ...table(
        ['list', ...rows.map(({ one }) => `${one.users.toLocaleString('en')} members`)],
        Object.keys(READS).map((name, index) => [
          name,
          ...figures.map((reads) => duration(reads[index])),
        ]),
      ),
    ],
    goals: rows.map(goalOf),
  };
}

function goalOf(row: Measured<ReadsResult>): Goal {
  const slowest = Math.max(...readsOf(row));
  return {
    goal: `members, ${row.one.users.toLocaleString('en')} in one account: each list, search and filter within ${MOST_MS} ms`,
    measured: duration(slowest),
    reached: slowest <= MOST_MS * 1e6,
  };
}
