import { duration, type Section, table } from '../report';
import { eventsGoals, pagesOf } from './goals';
import type { DirectoryLoadProfile } from './load-profile';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import { EVENTS_PAGE, type EventsResult } from './tasks';

// Positions among all pages, from the newest to the oldest.
const DEPTHS = [0, 0.1, 0.5, 0.99];

/** Measures the time to read pages of the audit log at different depths. */
export async function events(
  cases: readonly Case[],
  profile: DirectoryLoadProfile,
): Promise<Section> {
  const [{ users: least = 0 } = {}] = cases;
  const logs = cases.filter(
    ({ target, users }) => target.loadEvents !== undefined && users === least,
  );
  for (const { target, database } of logs) {
    await target.loadEvents?.(database, profile.events);
  }
  const pages = DEPTHS.map((depth) => Math.floor((profile.events / EVENTS_PAGE) * depth));
  const rows = await measureAll<EventsResult>(logs, profile.rounds, {
    kind: 'events',
    pages,
    requests: Math.ceil(profile.requests / 4),
  });
  return {
    title: 'Audit log',
    lines: [
      `A page of ${EVENTS_PAGE} events of ${profile.events.toLocaleString('en')}, p50:`,
      '',
      ...table(
        ['implementation', 'users', ...pages.map((page) => `page ${page.toLocaleString('en')}`)],
        rows.map((row) => [...rowHead(row), ...pagesOf(row).map(duration)]),
      ),
    ],
    goals: eventsGoals(rows),
  };
}
