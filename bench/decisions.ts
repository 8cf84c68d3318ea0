import { runChild } from './child';
import { ALL_SIZES, CASES, type Case, type Contestant, type Figures } from './contestant';
import { basicAuth, CONTESTANTS, errorFloor, kitDecision } from './peers/index';
import { type Aim, duration, type Effort, type Section, table, times, usersOf } from './report';
import { median, shuffled } from './statistics';

/** One row of the table: a contestant with a number of users, and the figures of its rounds. */
interface Row {
  readonly contestant: Contestant;
  readonly size: number;
  readonly rounds: Figures[];
}

/** This kit beside its peers: what it takes to decide about one caller. */
export async function decisions({ quick }: Effort): Promise<Section> {
  const rounds = quick ? 1 : 7;
  const milliseconds = quick ? 10 : 50;
  const rows: readonly Row[] = CONTESTANTS.flatMap((contestant) =>
    (contestant.sizes ?? ALL_SIZES).map((size) => ({ contestant, size, rounds: [] })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const row of shuffled(rows)) {
      const { contestant, size } = row;
      if (round > 0 && size >= (contestant.onceFrom ?? Number.POSITIVE_INFINITY)) continue;
      row.rounds.push(await runChild('decisions-child', contestant.name, size, milliseconds));
    }
  }
  return {
    title: 'Decisions',
    lines: table(['implementation', 'users', ...CASES.map(heading)], rows.map(cells)),
    aims: aims(rows),
  };
}

function heading(kind: Case): string {
  return { wrong: 'wrong password', unknown: 'unknown user' }[kind as string] ?? kind;
}

function cells({ contestant, size, rounds }: Row): string[] {
  const figures = CASES.map((kind) => duration(middle(rounds, kind)));
  return [contestant.name, size.toLocaleString('en'), ...figures];
}

function aims(rows: readonly Row[]): readonly Aim[] {
  const kit = (size: number) => roundsOf(rows, kitDecision, size);
  const peer = (size: number) => roundsOf(rows, basicAuth, size);
  const growth = (kind: Case) => ratio(kit(10_000), kit(1), kind);
  return [
    ...ALL_SIZES.map((size) => atMost('valid', 0.4, size, ratio(kit(size), peer(size), 'valid'))),
    ...(['wrong', 'unknown'] as const).flatMap((kind) =>
      ALL_SIZES.map((size) => atMost(kind, 1, size, ratio(kit(size), peer(size), kind))),
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

function atMost(kind: Case, limit: number, size: number, measured: number): Aim {
  return {
    aim: `${heading(kind)}, ${usersOf(size)}: at most ${limit}× basic-auth with the careful check`,
    measured: times(measured),
    reached: measured <= limit,
  };
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

function roundsOf(rows: readonly Row[], contestant: Contestant, size: number): readonly Figures[] {
  return rows.find((row) => row.contestant === contestant && row.size === size)?.rounds ?? [];
}

function middle(rounds: readonly Figures[], kind: Case): number | undefined {
  const figures = rounds.map((round) => round[kind]).filter((figure) => figure !== undefined);
  return figures.length === 0 ? undefined : median(figures);
}

// Round by round, so that a busy machine disturbs both sides alike.
function ratio(one: readonly Figures[], other: readonly Figures[], kind: Case): number {
  return median(one.map((figures, round) => (figures[kind] ?? 0) / (other[round]?.[kind] ?? 0)));
}
