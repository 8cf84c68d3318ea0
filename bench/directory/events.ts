import { duration, type Section, table } from '../report';
import { eventsAims, pagesOf } from './goals';
import type { DirectoryEffort } from './load-profile';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import { EVENTS_PAGE, type EventsResult } from './tasks';

// Of all pages, from the newest to the oldest.
const DEPTHS = [0, 0.1, 0.5, 0.99];

/** The time to read a page of the log of events, wherever it lies. */
export async function events(cases: readonly Case[], effort: DirectoryEffort): Promise<Section> {
  const [{ users: least = 0 } = {}] = cases;
  const logs = cases.filter(
    ({ contestant, users }) => contestant.loadEvents !== undefined && users === least,
  );
  for (const { contestant, database } of logs) {
    await contestant.loadEvents?.(database, effort.events);
  }
  const pages = DEPTHS.map((depth) => Math.floor((effort.events / EVENTS_PAGE) * depth));
  const rows = await measureAll<EventsResult>(logs, effort.rounds, {
    kind: 'events',
    pages,
    requests: Math.ceil(effort.requests / 4),
  });
  return {
    title: 'Log of events',
    lines: [
      `A page of ${EVENTS_PAGE} events of ${effort.events.toLocaleString('en')}, p50:`,
      '',
      ...table(
        ['implementation', 'users', ...pages.map((page) => `page ${page.toLocaleString('en')}`)],
        rows.map((row) => [...rowHead(row), ...pagesOf(row).map(duration)]),
      ),
    ],
    aims: eventsAims(rows),
  };
}
