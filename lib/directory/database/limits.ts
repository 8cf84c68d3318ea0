// In ms. A Function has ten seconds: whoever waits longer than this for a lock gives up.
const LOCK = 3000;
const STATEMENT = 4000;
// A transaction that was left behind by a frozen container ends by itself.
const IDLE_IN_TRANSACTION = 5000;

const limits = (isLocal: boolean) => `select
  set_config('lock_timeout', '${LOCK}', ${isLocal}),
  set_config('statement_timeout', '${STATEMENT}', ${isLocal}),
  set_config('idle_in_transaction_session_timeout', '${IDLE_IN_TRANSACTION}', ${isLocal})`;

/** The server's time limits, as statements: for a connection, and for a transaction. */
export const LIMITS = { session: limits(false), transaction: limits(true) } as const;
