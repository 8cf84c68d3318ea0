import { basicAuth, errorFloor, kitDecision, SCENARIOS } from './peers/index';
import { type Aim, duration, type Effort, type Section, times, usersOf } from './report';
import { atMost, measureRows, middle, type Row, ratio, roundsOf, rowsTable } from './rows';
import { ALL_SIZES, type Case, type Scenario } from './target';

const { headings }: Scenario = SCENARIOS.basic;
const heading = (kind: Case) => headings[kind] ?? kind;

/** This kit beside its peers: what it takes to decide about one caller with a pair. */
export async function decisions(effort: Effort): Promise<Section> {
  const rows = await measureRows('basic', effort);
  return { title: 'Decisions', lines: rowsTable('basic', rows, 'users'), aims: aims(rows) };
}

function aims(rows: readonly Row[]): readonly Aim[] {
  const kit = (size: number) => roundsOf(rows, kitDecision, size);
  const peer = (size: number) => roundsOf(rows, basicAuth, size);
  const beside = (kind: Case, limit: number, size: number) =>
    atMost(
      limit,
      ratio(kit(size), peer(size), kind),
      `${heading(kind)}, ${usersOf(size)}: at most ${limit}× basic-auth with the careful check`,
    );
  const growth = (kind: Case) => ratio(kit(10_000), kit(1), kind);
  return [
    ...ALL_SIZES.map((size) => beside('valid', 0.4, size)),
    ...(['wrong', 'unknown'] as const).flatMap((kind) =>
      ALL_SIZES.map((size) => beside(kind, 1, size)),
    ),
    ...(['valid', 'wrong', 'unknown'] as const).map((kind) => ({
      aim: `${heading(kind)}: 10,000 users within 1.2× of one`,
      measured: times(growth(kind)),
      reached: growth(kind) <= 1.2,
    })),
    withoutError(rows, 'missing'),
    withoutError(rows, 'malformed'),
  ];
}

// An Error, with its stack, costs more than the whole refusal does.
function withoutError(rows: readonly Row[], kind: Case): Aim {
  const refusal = middle(roundsOf(rows, kitDecision, 1), kind) ?? Number.NaN;
  const error = middle(roundsOf(rows, errorFloor, 1), 'missing') ?? Number.NaN;
  return {
    aim: `${heading(kind)}: refused without building an Error`,
    measured: `${duration(refusal)}; one Error takes ${duration(error)}`,
    reached: refusal < error,
  };
}
