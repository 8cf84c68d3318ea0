import { type Section, table } from '../report';
import { roundTripsAims } from './goals';
import { measureAll, rowHead } from './measured';
import type { Case } from './target';
import type { RoundTripsResult, Traffic } from './tasks';

/** What goes to Postgres for one call, counted on the wire. */
export async function roundTrips(cases: readonly Case[]): Promise<Section> {
  const [{ users: least = 0 } = {}] = cases;
  const few = cases.filter(
    ({ contestant, users }) => contestant.loadingOnly !== true && users === least,
  );
  const rows = await measureAll<RoundTripsResult>(few, 1, { kind: 'round-trips' });
  return {
    title: 'Round trips',
    lines: [
      'Times that Postgres is waited for in one call, its beginnings and ends of transactions among them:',
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
    aims: roundTripsAims(rows),
  };
}

function traffic({ roundTrips, statements }: Traffic): string {
  return roundTrips === statements ? String(roundTrips) : `${roundTrips}, ${statements} statements`;
}
