/** A failure of the database that does not depend on the statement. The same statement may succeed later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /** The code of PostgreSQL, the network, the resolver or TLS, if there is one. */
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

/** Returns whether an error means that the database is unreachable, busy, not set up, or the wrong one. */
export function isUnavailable(reason: unknown): boolean {
  // By its name, since the guard and the directory are two bundles with one class each.
  return (reason as { readonly name?: unknown } | null)?.name === 'DatabaseUnavailable';
}

/**
 * Returns the error to throw for a failed statement: the database's own error about the statement's values
 * and rules. Every other error becomes {@link DatabaseUnavailable}.
 */
export function failureOf(reason: unknown): unknown {
  return isAnswer(reason) ? reason : new DatabaseUnavailable(reason);
}

// PostgreSQL's error classes (its manual, appendix A) that concern the statement: cardinality, data,
// integrity, a view's check, an exception of a function. All other classes concern the connection, the server
// or its setup. Missing tables and rights are the operator's problem, not the caller's.
const RULES = /^(?:21|22|23|44|P0)/;

function isAnswer(reason: unknown): boolean {
  const { severity, code } = partsOf(reason);
  return severity === 'ERROR' && RULES.test(`${code}`);
}

// The server ends the connection, no longer accepts writes, or did not begin a transaction as required.
const ENDING = /^(?:08|57P|25P0[234]|25006)/;

/**
 * Returns whether a connection is lost after an error. An error that the server did not send leaves the
 * connection in an unknown state: a statement that timed out may still be running.
 */
export function isConnectionLost(reason: unknown): boolean {
  const { severity, code } = partsOf(reason);
  return severity === undefined || ENDING.test(`${code}`);
}

// The connection is broken, the server shuts down, or it accepts no writes.
const GONE = /^(?:08|57P0[123]|25006|ECONNRESET$|EPIPE$)/;

/** Returns whether an error means that all open connections to the server are lost. */
export function isServerGone(reason: unknown): boolean {
  return GONE.test(`${partsOf(reason).code}`);
}

/** Returns whether a statement that had to change a row has changed none: it divided by zero. */
export function isNoRowChanged(reason: unknown): boolean {
  const { severity, code } = partsOf(reason);
  return severity === 'ERROR' && code === '22012';
}

/** Returns whether a statement was refused because another row has the same value. */
export function isUniqueViolation(reason: unknown): boolean {
  const { severity, code } = partsOf(reason);
  return severity === 'ERROR' && code === '23505';
}

function partsOf(reason: unknown) {
  return (reason ?? {}) as { readonly severity?: unknown; readonly code?: unknown };
}
