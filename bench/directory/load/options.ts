import { parseArgs } from 'node:util';
import { UsageError } from '../../../cli/run-command';

/** A run of the benchmark of many containers. */
export interface LoadOptions {
  readonly containers: number;
  /** The number of connections that the database accepts. */
  readonly databaseConnections: number;
  readonly seconds: number;
  /** Calls per second of all containers together. Undefined: as many as they answer. */
  readonly rate: number | undefined;
  readonly users: number;
  /** Whether better-auth is measured too. */
  readonly isCompared: boolean;
}

const USAGE =
  'npm run bench:load -- [--containers 30] [--database-connections 30] [--minutes 10] [--rate N] [--better-auth] [--quick]';

/** Connections that stay free for operators, and for Postgres itself. */
const RESERVED = 10;

/** Parses the command line. @throws UsageError */
export function parseLoadOptions(words: readonly string[]): LoadOptions {
  const values = parseWords(words);
  const isQuick = values.quick === true;
  const containers = numberOf(values.containers) ?? 30;
  const databaseConnections = numberOf(values['database-connections']) ?? 30;
  if (!Number.isInteger(containers) || !Number.isInteger(databaseConnections)) usage();
  if (databaseConnections <= RESERVED) usage();
  return {
    containers,
    databaseConnections,
    seconds: (numberOf(values.minutes) ?? (isQuick ? 1 / 6 : 10)) * 60,
    rate: numberOf(values.rate),
    users: isQuick ? 1_000 : 10_000,
    isCompared: values['better-auth'] === true,
  };
}

/** Returns the number of PgBouncer's connections to the database. */
export function poolSizeOf({ databaseConnections }: LoadOptions): number {
  return databaseConnections - RESERVED;
}

function parseWords(words: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values } = parseArgs({
      args: [...words],
      options: {
        containers: text,
        'database-connections': text,
        minutes: text,
        rate: text,
        'better-auth': flag,
        quick: flag,
      },
    });
    return values;
  } catch {
    return usage();
  }
}

function numberOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  return number > 0 && Number.isFinite(number) ? number : usage();
}

function usage(): never {
  throw new UsageError(USAGE);
}
