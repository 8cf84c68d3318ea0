import { type DatabaseProxy, proxyDatabase, type Watch } from './database-proxy';

/** A proxy for a database that counts the waits for it. */
export interface CountedDatabase extends DatabaseProxy {
  /**
   * Returns the number of round trips so far: how often a client sent something while the server owed it no
   * answer. Statements that are sent at once are one round trip.
   */
  roundTrips(): number;
  /** Returns the number of statements so far, with those that begin and end transactions. */
  statements(): number;
}

// The messages of PostgreSQL's protocol ("Message Formats"). The server answers a simple query (Q) and a
// Sync (S) with ReadyForQuery (Z). Parse, Bind and Execute (E) are answered up to the next Sync.
const EXPECTS_READY = ['Q', 'S'];
const RUNS_STATEMENT = ['Q', 'E'];
const READY = 'Z';

/** Forwards everything to the database, and counts. */
export async function countRoundTrips(url: string): Promise<CountedDatabase> {
  const count = { roundTrips: 0, statements: 0 };
  const proxy = await proxyDatabase(url, () => countConnection(count));
  return { ...proxy, roundTrips: () => count.roundTrips, statements: () => count.statements };
}

/** Counts one connection. Its first messages, up to the first ReadyForQuery, are the login. */
function countConnection(count: { roundTrips: number; statements: number }): Watch {
  let isLoggedIn = false;
  let owed = 0;
  return {
    sent({ type }) {
      // Each message of a login waits for its answer. The client's goodbye (X) has none.
      if (!isLoggedIn) count.roundTrips += 1;
      if (RUNS_STATEMENT.includes(type)) count.statements += 1;
      if (!isLoggedIn || !EXPECTS_READY.includes(type)) return;
      if (owed === 0) count.roundTrips += 1;
      owed += 1;
    },
    answered({ type }) {
      if (type !== READY) return;
      if (isLoggedIn) owed -= 1;
      isLoggedIn = true;
    },
  };
}
