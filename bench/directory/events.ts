import { duration, type Goal, type Section, table, times } from '../report';
import { eventsGoals, readsOf } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { type Measured, measureAll } from './measured';
import { measureMonths } from './months';
import type { Case } from './target';
import { EVENTS_PAGE, type EventsRead, type ReadsResult } from './tasks';

// Positions among all pages, from the newest to the oldest.
const DEPTHS = [0, 0.1, 0.5, 0.99];
const DEEP = 0.5;
const MOST_OF_FIRST_PAGE = 1.2;
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

// A fifth of the events have each type, a thousandth each principal, and a 997th each object.
const FILTERS: Readonly<Record<string, object>> = {
  none: {},
  'type, a fifth of all': { type: 'login_failed' },
  'type, without a match': { type: 'account_created' },
  principal: { principal: 'usr_7' },
  'principal, without a match': { principal: 'usr_none' },
  object: { object: 'mbr_7' },
  'type and principal': { type: 'login_failed', principal: 'usr_6' },
  'type and object': { type: 'login_failed', object: 'mbr_7' },
  'principal and object': { principal: 'usr_7', object: 'mbr_7' },
  'since, 360 days ago': { since: daysAgo(360) },
  'until, 100 days ago': { until: daysAgo(100) },
  'since and until, one day': { since: daysAgo(201), until: daysAgo(200) },
};

/** Measures the time to read pages of the audit log at different depths and with each filter, and its months. */
export async function events(
  cases: readonly Case[],
  { events: count, rounds, requests }: DirectoryLoadProfile,
): Promise<Section> {
  const [{ users: least = 0 } = {}] = cases;
  const logs = cases.filter(
    ({ target, users }) => target.loadEvents !== undefined && users === least,
  );
  for (const { target, database } of logs) await target.loadEvents?.(database, count);
  const pages = DEPTHS.map((depth) => pageAt(count, depth));
  const own = logs.filter(({ target }) => target.side === 'this-library');
  const measure = (chosen: readonly Case[], reads: readonly EventsRead[]) =>
    measureAll<ReadsResult>(chosen, rounds, {
      kind: 'events',
      reads,
      requests: Math.ceil(requests / 10),
    });
  const depths = await measure(
    logs,
    pages.map((page) => ({ page, filter: {} })),
  );
  const deep = pageAt(count, DEEP);
  const filtered = await measure(
    own,
    Object.values(FILTERS).flatMap((filter) => [0, deep].map((page) => ({ page, filter }))),
  );
  const months = await measureMonths(own);
  return {
    title: 'Audit log',
    lines: [
      `A page of ${EVENTS_PAGE} events of ${count.toLocaleString('en')}, p50:`,
      '',
      ...table(
        ['implementation', ...pages.map((page) => `page ${page.toLocaleString('en')}`)],
        depths.map((row) => [row.one.target.name, ...readsOf(row).map(duration)]),
      ),
      '',
      `With each filter, p50 of the first page, and of the page after the cursor in the middle of the year:`,
      '',
      ...filtered.flatMap(filtersTable),
      '',
      ...months.lines,
    ],
    goals: [...eventsGoals(depths), ...filtered.map(filtersGoal), ...months.goals],
  };
}

function pageAt(count: number, depth: number): number {
  return Math.floor((count / EVENTS_PAGE) * depth);
}

function filtersTable(row: Measured<ReadsResult>): readonly string[] {
  return table(
    ['filter', 'first page', 'deep page', 'deep / first'],
    ratiosOf(row).map(({ name, first, deep, ratio }) => [
      name,
      duration(first),
      duration(deep),
      times(ratio),
    ]),
  );
}

function ratiosOf(row: Measured<ReadsResult>) {
  const figures = readsOf(row);
  return Object.keys(FILTERS).map((name, index) => {
    const [first = 0, deep = 0] = figures.slice(2 * index);
    return { name, first, deep, ratio: deep / first };
  });
}

function filtersGoal(row: Measured<ReadsResult>): Goal {
  const worst = ratiosOf(row).reduce((one, other) => (other.ratio > one.ratio ? other : one));
  return {
    goal: `audit log, each filter: no deep page over ${MOST_OF_FIRST_PAGE}× the first`,
    measured: `${times(worst.ratio)} (${worst.name})`,
    reached: worst.ratio <= MOST_OF_FIRST_PAGE,
  };
}
