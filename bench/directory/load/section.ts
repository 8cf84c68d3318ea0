import { duration, type Goal, type Section, table, times } from '../../report';
import { median, quantile } from '../../statistics';
import { type LoadKind, type LoadResult, MIX } from '../tasks';
import type { MeasuredContainers } from './measure-containers';

const KINDS = Object.keys(MIX) as LoadKind[];
const CHECKS: readonly LoadKind[] = ['session check', 'token check'];
const MOST_CONNECTIONS = 2;
const MOST_OF_P50 = 5;
const MOST_OF_MEMORY = 1.1;
const MEBIBYTE = 2 ** 20;

/** Returns the tables and goals of one target. Only this library has goals. */
export function loadSection({ one, containers, pooler }: MeasuredContainers): Section {
  const { begin, middle, end } = memoryOf(containers);
  const connections = Math.max(...containers.map((each) => each.connections));
  const errors = errorsOf(containers);
  return {
    title: one.target.name,
    lines: [
      ...table(
        ['call', 'part', 'calls', 'a second', 'p50', 'p99', 'p99 / p50', 'errors'],
        [...KINDS.map((kind) => callRow(containers, kind)), totalRow(containers)],
      ),
      '',
      ...table(
        ['figure', 'value'],
        [
          ['connections of one container, at most', `${connections}`],
          ['connections to PgBouncer, at most', `${pooler.clients}`],
          ['connections to Postgres, at most', `${pooler.servers}`],
          ['wait in PgBouncer, at most', `${pooler.waitMs.toFixed(0)} ms`],
          ['memory of all containers, start', megabytes(begin)],
          ['memory of all containers, middle', megabytes(middle)],
          ['memory of all containers, end', megabytes(end)],
        ],
      ),
      ...errors.map(
        ([message, count], index) => `${index === 0 ? '\n' : ''}- ${count}× ${message}`,
      ),
    ],
    goals: one.target.side === 'this-library' ? goalsOf(containers, connections) : [],
  };
}

function callRow(containers: readonly LoadResult[], kind: LoadKind): readonly string[] {
  const figures = latenciesOf(containers, kind);
  const [p50, p99] = [quantile(figures, 0.5), quantile(figures, 0.99)];
  return [
    kind,
    `${MIX[kind]} %`,
    figures.length.toLocaleString('en'),
    perSecond(containers, [kind]),
    duration(p50 * 1000),
    duration(p99 * 1000),
    times(p99 / p50),
    `${countErrors(containers, kind)}`,
  ];
}

function totalRow(containers: readonly LoadResult[]): readonly string[] {
  const calls = KINDS.reduce((sum, kind) => sum + latenciesOf(containers, kind).length, 0);
  const errors = errorsOf(containers).reduce((sum, [, count]) => sum + count, 0);
  const rate = perSecond(containers, KINDS);
  return ['all', '100 %', calls.toLocaleString('en'), rate, '', '', '', `${errors}`];
}

function perSecond(containers: readonly LoadResult[], kinds: readonly LoadKind[]): string {
  const rates = containers.map(({ latencies, seconds }) => {
    const calls = kinds.reduce((sum, kind) => sum + latencies[kind].length, 0);
    return calls / seconds;
  });
  return rates.reduce((sum, rate) => sum + rate, 0).toFixed(1);
}

function goalsOf(containers: readonly LoadResult[], connections: number): readonly Goal[] {
  const errors = errorsOf(containers).reduce((sum, [, count]) => sum + count, 0);
  const { begin, end } = memoryOf(containers);
  return [
    { goal: 'no error', measured: `${errors}`, reached: errors === 0 },
    {
      goal: `at most ${MOST_CONNECTIONS} connections per container`,
      measured: `${connections}`,
      reached: connections <= MOST_CONNECTIONS,
    },
    ...CHECKS.map((kind) => {
      const figures = latenciesOf(containers, kind);
      const ratio = quantile(figures, 0.99) / quantile(figures, 0.5);
      return {
        goal: `${kind}: p99 within ${MOST_OF_P50}× of p50`,
        measured: times(ratio),
        reached: ratio <= MOST_OF_P50,
      };
    }),
    {
      goal: `memory at the end: within ${MOST_OF_MEMORY}× of the start`,
      measured: times(end / begin),
      reached: end / begin <= MOST_OF_MEMORY,
    },
  ];
}

function latenciesOf(containers: readonly LoadResult[], kind: LoadKind): readonly number[] {
  return containers.flatMap(({ latencies }) => latencies[kind]);
}

function errorsOf(containers: readonly LoadResult[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const [message, count] of containers.flatMap(({ errors }) => Object.entries(errors))) {
    counts.set(message, (counts.get(message) ?? 0) + count);
  }
  return [...counts];
}

function countErrors(containers: readonly LoadResult[], kind: LoadKind): number {
  const own = errorsOf(containers).filter(([message]) => message.startsWith(`${kind}: `));
  return own.reduce((sum, [, count]) => sum + count, 0);
}

/** Returns the bytes of all containers: the medians of the first, the middle and the last tenth of the samples. */
function memoryOf(containers: readonly LoadResult[]) {
  const sum = (part: (samples: readonly number[], tenth: number) => readonly number[]) =>
    containers.reduce((total, { memory }) => {
      return total + median(part(memory, Math.ceil(memory.length / 10)));
    }, 0);
  return {
    begin: sum((samples, tenth) => samples.slice(0, tenth)),
    middle: sum((samples, tenth) => {
      const half = Math.floor(samples.length / 2);
      return samples.slice(half, half + tenth);
    }),
    end: sum((samples, tenth) => samples.slice(-tenth)),
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}
