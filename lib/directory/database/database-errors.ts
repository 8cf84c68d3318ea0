/** The database gave no answer that says anything about what was asked: the same may work later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** Of PostgreSQL, the network, the resolver or TLS, where there is one. */
  readonly code: string | undefined;

  constructor(reason: unknown) {
    const { code, message } = (reason ?? {}) as {
      readonly code?: unknown;
      readonly message?: unknown;
    };
    const known = typeof code === 'string' ? code : undefined;
    super((typeof message === 'string' && message) || known || 'the connection failed');
    this.code = known;
  }
}

/** Whether an error says that the database is away, busy, not set up, or not the one that was meant. */
export function isUnavailable(reason: unknown): boolean {
  // By its name: the guard and the directory are two files, with a class of this each.
  return (reason as { readonly name?: unknown } | null)?.name === 'DatabaseUnavailable';
}

/**
 * What a statement failed with: the database's own answer about the values and rules of the statement;
 * everything else, known or not, is that it is unavailable.
 */
export function failureOf(reason: unknown): unknown {
  return isAnswer(reason) ? reason : new DatabaseUnavailable(reason);
}

// Classes of PostgreSQL (its manual, appendix A) that judge what was asked: cardinality, data, integrity, a
// view's check, an exception that a function raises. All others are about the connection, the server, or
// how it was set up: tables or rights that are missing are its operator's matter, not the caller's.
const RULES = /^(?:21|22|23|44|P0)/;

function isAnswer(reason: unknown): boolean {
  const { severity, code } = partsOf(reason);
  return severity === 'ERROR' && RULES.test(`${code}`);
}

// The server ends the connection, does not write any more, or did not begin a transaction as it should.
const ENDING = /^(?:08|57P|25P0[234]|25006)/;

/**
 * Whether a connection that failed like this is of no use any more: what is not the server's own answer
 * leaves it in an unknown state, as a statement that timed out still runs there.
 */
export function isConnectionLost(reason: unknown): boolean {
  const { severity, code } = partsOf(reason);
  return severity === undefined || ENDING.test(`${code}`);
}

// The connection is broken, the server shuts down, or it does not write: nothing about the statement.
const GONE = /^(?:08|57P0[123]|25006|ECONNRESET$|EPIPE$)/;

/** Returns whether an error means that other open connections to the server are of no use either. */
export function isServerGone(reason: unknown): boolean {
  return GONE.test(`${partsOf(reason).code}`);
}

function partsOf(reason: unknown) {
  return (reason ?? {}) as { readonly severity?: unknown; readonly code?: unknown };
}
