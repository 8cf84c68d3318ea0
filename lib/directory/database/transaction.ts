import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  type QueryResult,
} from 'kysely';
import type { QueryResult as PgResult } from 'pg';
import type { Statement } from './batch';
import { DatabaseUnavailable } from './database-errors';
import { SCHEMA } from './schema';
import type { Tables } from './tables';
import { BEGIN, timedOut } from './time-limits';
import type { PooledConnection } from './validated-pool';

const QUEUE = Symbol('queue');

/**
 * A transaction. Its statements are sent in order, and as late as possible: with the next statement whose
 * result is awaited, or with the commit. The first round trip also begins the transaction.
 *
 * A statement that Kysely executes is awaited. {@link read}, {@link check}, {@link write} and
 * {@link writeOr} add a statement to the next round trip.
 */
export interface Tx extends Kysely<Tables> {
  readonly [QUEUE]: Queue;
}

/** A query of Kysely. */
export interface Query<Row> {
  compile(database: QueryExecutorProvider): CompiledQuery<Row>;
}

/** Returns the result of a statement, which is sent before if it was not sent yet. */
export type Answer<T> = () => Promise<T>;

/** Adds a statement whose result refuses nothing. It may be sent with the commit. */
export function read<Row>(tx: Tx, query: Query<Row>): Answer<readonly Row[]> {
  const answer = tx[QUEUE].add<QueryResult<Row>>({ statement: statementOf(tx, query) });
  return async () => (await answer()).rows;
}

/** As {@link read}, for a statement that always has a row. */
export function readOne<Row>(tx: Tx, query: Query<Row>): Answer<Row> {
  const rows = read(tx, query);
  return async () => {
    const [row] = await rows();
    if (row === undefined) throw new Error('a statement has no row.');
    return row;
  };
}

/**
 * Adds a statement whose rows may refuse the transaction. The checks run in the order of the statements, and
 * always before the commit is sent, even if the answer is not awaited. Await it before a statement that would
 * fail in the refused case, because the database's error would come first.
 *
 * @param accept - returns what the rows mean, or throws.
 */
export function check<Row, T>(
  tx: Tx,
  query: Query<Row>,
  accept: (rows: readonly Row[]) => T,
): Answer<T> {
  const statement = statementOf(tx, query);
  return tx[QUEUE].add<T>({ statement, check: ({ rows }) => accept(rows) });
}

/** Adds a statement without a result to a transaction, or runs it if there is no transaction. */
export async function write(database: Kysely<Tables>, query: Query<unknown>): Promise<void> {
  if (QUEUE in database) {
    const tx = database as Tx;
    tx[QUEUE].add({ statement: statementOf(tx, query) });
  } else await database.executeQuery(query.compile(database));
}

/**
 * Adds an insert, update or delete that must change a row. The database itself refuses it otherwise, so it may
 * be sent with the commit, which then does not run.
 *
 * @param query - without a `returning`.
 * @param refusal - the error if it changes no row.
 */
export function writeOr(tx: Tx, query: Query<unknown>, refusal: Error): void {
  const { text, values } = statementOf(tx, query);
  // A data-modifying part of a statement always runs to its end. The division by zero is NO_ROW_CHANGED.
  const counted = `with changed as (${text} returning 1) select 1 / count(*) from changed`;
  tx[QUEUE].add({ statement: { text: counted, values, refusal } });
}

/** Adds a select, such as one with a lock, that must find a row, as {@link writeOr} does. */
export function requireRow(tx: Tx, query: Query<unknown>, refusal: Error): void {
  const { text, values } = statementOf(tx, query);
  const counted = `with found as (${text}) select 1 / count(*) from found`;
  tx[QUEUE].add({ statement: { text: counted, values, refusal } });
}

/** Returns a query's text and values. */
export function statementOf(tx: Kysely<Tables>, query: Query<unknown>): Statement {
  const { sql, parameters } = query.compile(tx);
  return { text: sql, values: parameters };
}

/** A statement and the use of its result. */
interface Queued {
  readonly statement: Statement;
  /** Accepts or refuses the result, before the commit is sent. */
  readonly check?: (result: QueryResult<never>) => unknown;
}

interface Queue {
  add<T>(queued: Queued): Answer<T>;
}

function databaseOver(queue: Queue): Kysely<Tables> {
  const connection: DatabaseConnection = {
    executeQuery: <Row>({ sql, parameters }: CompiledQuery) =>
      queue.add<QueryResult<Row>>({ statement: { text: sql, values: parameters } })(),
    streamQuery() {
      throw new Error('a transaction has no streams.');
    },
  };
  class QueueDriver extends DummyDriver {
    override async acquireConnection(): Promise<DatabaseConnection> {
      return connection;
    }
  }
  const dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new QueueDriver(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return new Kysely<Tables>({ dialect }).withSchema(SCHEMA);
}

/** The end of a transaction. */
interface Ends {
  readonly tx: Tx;
  /** Sends what was not sent yet, and commits. */
  commit(): Promise<void>;
  /** Undoes everything. If that fails, the connection must not be used again. */
  rollback(): Promise<void>;
}

/** Opens a transaction on a connection. Nothing is sent before its first statement. */
export function openTransaction(connection: PooledConnection): Ends {
  let waiting: Entry[] = [];
  let sending: Promise<void> = Promise.resolve();
  const { send, isBegun } = senderOf(connection);

  const flush = (isLast = false): Promise<void> => {
    const entries = waiting;
    waiting = [];
    // After a failure, nothing is sent any longer.
    if (entries.length > 0 || isLast) sending = sending.then(() => send(entries, isLast));
    return sending;
  };
  const queue: Queue = {
    add<T>(queued: Queued): Answer<T> {
      const entry = entryOf(queued);
      waiting.push(entry);
      return async () => {
        if (!entry.isSettled()) await flush();
        return entry.value() as T;
      };
    },
  };
  return {
    tx: Object.assign(databaseOver(queue), { [QUEUE]: queue }),
    async commit() {
      // A result that may refuse the transaction is read before the commit is sent.
      if (waiting.some(({ isChecked }) => isChecked)) await flush();
      await flush(isBegun() || waiting.length > 0);
    },
    async rollback() {
      await sending.catch(() => undefined);
      if (isBegun()) await connection.query('rollback', []);
    },
  };
}

/** Sends the statements of one transaction, with its beginning and its end. */
function senderOf(connection: PooledConnection) {
  let limit: number | undefined;
  return {
    isBegun: () => limit !== undefined,
    async send(entries: readonly Entry[], isLast: boolean): Promise<void> {
      const first = limit === undefined ? BEGIN : [];
      limit ??= connection.timeLeft();
      const own = entries.map(({ statement }) => statement);
      const end = isLast ? commitWithin(limit) : [];
      const results = await connection.queryAll([...first, ...own, ...end]);
      for (const [index, entry] of entries.entries()) {
        entry.settle(resultOf(results[first.length + index]));
      }
      if (isLast) requireCommitted(results);
    },
  };
}

// The time in which the server's answer must reach the client.
const ANSWER_MS = 250;

/**
 * Returns the statements that commit a transaction. The client gives up after `limitMs`. A statement before
 * the commit may wait for a lock until then, and then the commit must not run: the caller got a 503.
 */
function commitWithin(limitMs: number): readonly Statement[] {
  const limit = `interval '${Math.floor(Math.max(limitMs - ANSWER_MS, 0))} milliseconds'`;
  const text = `select 1 / (pg_catalog.clock_timestamp() - pg_catalog.now() < ${limit})::int`;
  return [
    { text, values: [], refusal: timedOut() },
    { text: 'commit', values: [] },
  ];
}

// The commit of a failed transaction is a rollback, which is not an error for PostgreSQL.
function requireCommitted(results: readonly PgResult[]): void {
  if (results.at(-1)?.command === 'COMMIT') return;
  throw new DatabaseUnavailable({ message: 'the transaction was rolled back' });
}

/** A statement in the queue, with its result after the round trip. */
interface Entry {
  readonly statement: Statement;
  readonly isChecked: boolean;
  isSettled(): boolean;
  settle(result: QueryResult<unknown>): void;
  value(): unknown;
}

function entryOf({ statement, check: accept }: Queued): Entry {
  let settled: { readonly value: unknown } | undefined;
  return {
    statement,
    isChecked: accept !== undefined,
    isSettled: () => settled !== undefined,
    settle(result) {
      settled = { value: accept === undefined ? result : accept(result as QueryResult<never>) };
    },
    value() {
      if (settled === undefined) throw new Error('a statement has no result.');
      return settled.value;
    },
  };
}

const COUNTED = ['INSERT', 'UPDATE', 'DELETE'];

function resultOf(result: PgResult | undefined): QueryResult<unknown> {
  if (result === undefined) throw new Error('a statement has no result.');
  const { command, rowCount, rows } = result;
  return COUNTED.includes(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
}
