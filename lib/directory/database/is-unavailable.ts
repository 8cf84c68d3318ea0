// Classes and codes of PostgreSQL (its manual, appendix A) that say nothing about the request: connection
// exceptions, out of resources, shutting down, time limits of statements and locks.
const STATES = /^(?:08|53|57P0|57014|55P03|25P0[34]|40001|40P01)/;
const SOCKET = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];
const LOOKUP = ['ENOTFOUND', 'EAI_AGAIN'];
// pg has no codes for these.
const TEXTS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|not queryable/;

/** Whether an error says that the database is away or busy, so that the same may work later. */
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
