import { basicAuth, errorFloor, libraryDecision, SCENARIOS } from './peers/index';
import { duration, type Goal, type LoadProfile, type Section, times, usersOf } from './report';
import { atMost, measureRows, middle, type Row, ratio, roundsOf, rowsTable } from './rows';
import { ALL_SIZES, type Case, type Scenario } from './target';

// Refusals also count failures, which no peer does.
const REFUSAL_LIMIT = 1.2;

const { headings }: Scenario = SCENARIOS.basic;
const heading = (kind: Case) => headings[kind] ?? kind;

/** Measures the decision about one username and password, for this library and its peers. */
export async function decisions(profile: LoadProfile): Promise<Section> {
  const rows = await measureRows('basic', profile);
  return { title: 'Decisions', lines: rowsTable('basic', rows, 'users'), goals: goals(rows) };
}

function goals(rows: readonly Row[]): readonly Goal[] {
  const library = (size: number) => roundsOf(rows, libraryDecision, size);
  const peer = (size: number) => roundsOf(rows, basicAuth, size);
  const comparedWithPeer = (kind: Case, limit: number, size: number) =>
    atMost(
      limit,
      ratio(library(size), peer(size), kind),
      `${heading(kind)}, ${usersOf(size)}: at most ${limit}× basic-auth with the constant-time check`,
    );
  const growth = (kind: Case) => ratio(library(10_000), library(1), kind);
  return [
    ...ALL_SIZES.map((size) => comparedWithPeer('valid', 0.4, size)),
    ...(['wrong', 'unknown'] as const).flatMap((kind) =>
      ALL_SIZES.map((size) => comparedWithPeer(kind, REFUSAL_LIMIT, size)),
    ),
    ...(['valid', 'wrong', 'unknown'] as const).map((kind) => ({
      goal: `${heading(kind)}: 10,000 users within 1.2× of one`,
      measured: times(growth(kind)),
      reached: growth(kind) <= 1.2,
    })),
    withoutError(rows, 'missing'),
    withoutError(rows, 'malformed'),
  ];
}

// An Error with its stack costs more than a whole refusal.
function withoutError(rows: readonly Row[], kind: Case): Goal {
  const refusal = middle(roundsOf(rows, libraryDecision, 1), kind) ?? Number.NaN;
  const error = middle(roundsOf(rows, errorFloor, 1), 'missing') ?? Number.NaN;
  return {
    goal: `${heading(kind)}: refused without building an Error`,
    measured: `${duration(refusal)}; one Error takes ${duration(error)}`,
    reached: refusal < error,
  };
}
