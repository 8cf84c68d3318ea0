import { type Section, table } from '../report';
import { roundTripsGoals } from './goals';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import type { RoundTripsResult, Traffic } from './tasks';

/** Counts the round trips to Postgres of one call, on the wire. */
export async function roundTrips(cases: readonly Case[]): Promise<Section> {
  const [{ users: least = 0 } = {}] = cases;
  const few = cases.filter(({ target, users }) => target.loadingOnly !== true && users === least);
  const rows = await measureAll<RoundTripsResult>(few, 1, { kind: 'round-trips' });
  return {
    title: 'Round trips',
    lines: [
      'Waits for Postgres in one call, including the begin and the end of transactions:',
      '',
      ...table(
        ['implementation', 'users', 'session', 'token', 'sign-in'],
        rows.map((row) => [
          ...rowHead(row),
          ...row.rounds.flatMap(({ result: { session, token, signIn } }) =>
            [session, token, signIn].map(traffic),
          ),
        ]),
      ),
    ],
    goals: roundTripsGoals(rows),
  };
}

function traffic({ roundTrips, statements }: Traffic): string {
  return roundTrips === statements ? String(roundTrips) : `${roundTrips}, ${statements} statements`;
}
