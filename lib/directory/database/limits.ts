// In milliseconds. A Function has ten seconds in all, of which a guard and an operation take one use of a
// connection each, or a few: https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow

/** For a place in the pool and a connection that works, together. */
export const CONNECT_MS = 2000;

/** For one use of a connection, waiting for it included: a statement, or a whole transaction. */
export const USE_MS = 3000;

// The server's own, so that it gives up as well. A transaction that a frozen container has left behind is
// idle, and ends by itself.
const LOCK_MS = 2000;

const limits = (isLocal: boolean) => `select
  set_config('lock_timeout', '${LOCK_MS}', ${isLocal}),
  set_config('statement_timeout', '${USE_MS}', ${isLocal}),
  set_config('idle_in_transaction_session_timeout', '${USE_MS}', ${isLocal})`;

/**
 * The server's limits, as statements: for a connection, and for a transaction, which through a pooler may
 * be on another connection than the one that was set up.
 */
export const LIMITS = { connection: limits(false), transaction: limits(true) } as const;
