import { type Client, type Connection, Query, type QueryConfig, type QueryResult } from 'pg';

/** A statement with the values of its parameters. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The error if the statement divides by zero, since it had to change a row and changed none. */
  readonly refusal?: Error;
}

/** The limits and types of a batch. */
export interface BatchOptions {
  /** The time limit of the whole batch in milliseconds. */
  readonly query_timeout: number;
  readonly types: QueryConfig['types'];
}

type Done = (error: unknown, results?: readonly QueryResult[]) => void;
type Message = object;

/** What `pg` calls on a query while the server answers it. Its types lack these methods. */
interface RunningQuery {
  submit(connection: Connection): Error | null;
  handleRowDescription(message: Message): void;
  handleDataRow(message: Message): void;
  handleCommandComplete(message: Message, connection: Connection): void;
  handleEmptyQuery(connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}

/**
 * Several statements that are sent at once, in one round trip: PostgreSQL's extended protocol with one Sync at
 * the end. After a statement fails, the server skips the others (its manual, "Message Flow", "Pipelining").
 * Outside an explicit transaction, the statements are one transaction.
 */
class Batch {
  readonly query_timeout: number;
  /** `pg` replaces it to stop its timer. */
  callback: Done;
  /** The number of the statement that the server is running. */
  position = 0;
  readonly #queries: readonly RunningQuery[];
  readonly #results: QueryResult[] = [];
  #failure: { readonly reason: unknown } | undefined;

  constructor(statements: readonly Statement[], options: BatchOptions, callback: Done) {
    this.query_timeout = options.query_timeout;
    this.callback = callback;
    this.#queries = statements.map(({ text, values }) => {
      const keep: Done = (reason, result) => {
        if (reason) this.#failure ??= { reason };
        else this.#results.push(result as unknown as QueryResult);
      };
      // Without values, `pg` would use the simple protocol, which has no Sync.
      const config = { text, values, types: options.types, queryMode: 'extended', callback: keep };
      return new Query(config as unknown as QueryConfig) as unknown as RunningQuery;
    });
  }

  submit(connection: Connection): Error | null {
    const withoutSync = Object.assign(Object.create(connection) as Connection, { sync() {} });
    connection.stream.cork();
    for (const query of this.#queries) {
      const problem = query.submit(withoutSync);
      if (problem) this.#failure ??= { reason: problem };
      // A value that cannot be sent. The statements after it must not run without it.
      if (this.#failure !== undefined) break;
    }
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription(message: Message): void {
    this.#running.handleRowDescription(message);
  }

  handleDataRow(message: Message): void {
    this.#running.handleDataRow(message);
  }

  handleCommandComplete(message: Message, connection: Connection): void {
    this.#running.handleCommandComplete(message, connection);
    this.position += 1;
  }

  handleEmptyQuery(connection: Connection): void {
    this.#running.handleEmptyQuery(connection);
    this.position += 1;
  }

  handleError(reason: unknown): void {
    this.callback(reason);
  }

  handleReadyForQuery(connection: Connection): void {
    for (const query of this.#queries.slice(0, this.position))
      query.handleReadyForQuery(connection);
    if (this.#failure === undefined) this.callback(null, this.#results);
    else this.callback(this.#failure.reason);
  }

  get #running(): RunningQuery {
    const query = this.#queries[this.position];
    if (query === undefined) throw new Error('the database answered more than it was asked.');
    return query;
  }
}

/** The failure of a batch, with the number of the statement that failed. */
export interface BatchFailure {
  readonly reason: unknown;
  readonly position: number;
}

/** Runs several statements in one round trip. @returns the results in order, or the first failure. */
export function runBatch(
  client: Pick<Client, 'query'>,
  statements: readonly Statement[],
  options: BatchOptions,
): Promise<readonly QueryResult[] | BatchFailure> {
  return new Promise((resolve) => {
    const batch = new Batch(statements, options, (reason, results = []) =>
      resolve(reason ? { reason, position: batch.position } : results),
    );
    client.query(batch);
  });
}
