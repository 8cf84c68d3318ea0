import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ThrottleStore } from '../../throttle/throttle-store';
import type { Database } from '../database/database';

/** How often something may fail, and what then. */
export interface ThrottleLimits {
  /** What is counted, as in `login`: names of one purpose are not those of another. */
  readonly purpose: string;
  readonly maxFailures: number;
  /** Within how many seconds they count. */
  readonly windowSeconds: number;
  /** The first wait; each further refusal doubles it. */
  readonly initialDelaySeconds: number;
  readonly maxDelaySeconds: number;
}

/**
 * A {@link ThrottleStore} in the database: for all containers, and across their restarts. It counts by
 * windows that begin with a refusal.
 */
export function databaseThrottle(database: Database, limits: ThrottleLimits): ThrottleStore {
  const { purpose, maxFailures, windowSeconds, initialDelaySeconds, maxDelaySeconds } = limits;
  const window = sql`make_interval(secs => ${windowSeconds})`;
  const keyOf = (name: string) =>
    createHash('sha256').update(`${purpose}\n${name}`).digest('base64url');

  // A name that had to wait goes on waiting for longer, until a window has passed without a refusal.
  const isWaiting = sql`(t.waits > 0 and now() < t.until + ${window})`;
  const isOver = sql`(not ${isWaiting} and (t.waits > 0 or t.since <= now() - ${window}))`;
  const isLast = sql`(t.attempts + 1 >= ${maxFailures})`;

  return {
    async consume(name) {
      const key = keyOf(name);
      const { rows } = await sql`
        insert into public.throttles as t (name, attempts, since, waits) values (${key}, 1, now(), 0)
        on conflict (name) do update set
          attempts = case when ${isOver} then 1 else t.attempts + 1 end,
          since = case when ${isOver} then now() else t.since end,
          waits = case when ${isWaiting} then t.waits + 1 when not ${isOver} and ${isLast} then 1 else 0 end,
          until = case
            when ${isWaiting} then now() + make_interval(secs =>
              least(${maxDelaySeconds}, ${initialDelaySeconds} * power(2, least(t.waits, 20))))
            when not ${isOver} and ${isLast} then now() + make_interval(secs => ${initialDelaySeconds}) end
        where t.until is null or t.until <= now()
        returning 1`.execute(database);
      return rows.length > 0 ? 0 : secondsLeft(database, key);
    },

    async refund(name) {
      await sql`
        update public.throttles set attempts = greatest(attempts - 1, 0), waits = greatest(waits - 1, 0),
          until = case when waits > 1 then now() end
        where name = ${keyOf(name)}`.execute(database);
    },
  };
}

async function secondsLeft(database: Database, key: string): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select ceil(extract(epoch from until - now()))::int as seconds
    from public.throttles where name = ${key}`.execute(database);
  // Somebody may have been forgiven just now; the caller comes again in a second.
  return Math.max(rows[0]?.seconds ?? 1, 1);
}
