// Classes and codes of PostgreSQL (its manual, appendix A) that say nothing about the request: connection
// exceptions, out of resources, shutting down, time limits of statements and locks, a server that only
// reads since another one has taken its place; and what is wrong with the service: it is not let in, the
// database or its tables are not there.
const STATES = /^(?:08|28|53|57P0|57014|55P03|25P0[34]|25006|3D000|40001|40P01|42P01)/;
const SOCKET = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
];
const LOOKUP = ['ENOTFOUND', 'EAI_AGAIN'];
// pg has no codes for these.
const TEXTS =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|not queryable|error establishing an SSL connection/;

/** Whether an error says that the database is away, busy or not set up, so that the same may work later. */
export function isUnavailable(reason: unknown): boolean {
  if (reason instanceof AggregateError) return reason.errors.some(isUnavailable);
  const { code, message } = (reason ?? {}) as {
    readonly code?: unknown;
    readonly message?: unknown;
  };
  if (typeof code === 'string') {
    return STATES.test(code) || SOCKET.includes(code) || LOOKUP.includes(code);
  }
  return typeof message === 'string' && TEXTS.test(message);
}

// The server ends the connection, or does not write any more.
const ENDING = /^(?:08|57P|25P0[34]|25006)/;

/**
 * Whether a connection that failed like this is of no use any more: what is not the server's own answer
 * leaves it in an unknown state, as a statement that timed out still runs there.
 */
export function isSpent(reason: unknown): boolean {
  const { severity, code } = (reason ?? {}) as {
    readonly severity?: unknown;
    readonly code?: unknown;
  };
  return severity === undefined || ENDING.test(`${code}`);
}
