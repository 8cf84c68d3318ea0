import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ThrottleStore } from '../throttle/memory-throttle';
import type { Call } from './call';
import type { Database } from './database/database';
import { DirectoryError } from './errors';

/**
 * Counts an attempt as failed, for nobody knows yet how it will end.
 *
 * @returns what takes it back.
 * @throws DirectoryError `THROTTLED` where the name has to wait.
 */
export async function countAttempt(
  call: Call,
  limits: ThrottleLimits,
  name: string,
): Promise<() => Promise<void>> {
  const throttle = databaseThrottle(call.database, limits);
  const retryAfterSeconds = await throttle.consume(name);
  if (retryAfterSeconds > 0) throw new DirectoryError('THROTTLED', { retryAfterSeconds });
  return async () => throttle.refund(name);
}

/** Does what an attempt is for. Where that fails for reasons of ours, it was none, and is taken back. */
export async function refundIfFails<T>(done: Promise<T>, refund: () => Promise<void>): Promise<T> {
  try {
    return await done;
  } catch (reason) {
    await refund();
    throw reason;
  }
}

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

const MINUTES = 60;

/** Guesses at one address's password: waits double, so that a stranger cannot lock a user out for long. */
export const LOGIN: ThrottleLimits = {
  purpose: 'login',
  maxFailures: 10,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 5,
  maxDelaySeconds: 15 * MINUTES,
};

/** Wrong passwords of one user who is logged in already: strangers have no part in this count. */
export const PASSWORD_PROOF: ThrottleLimits = { ...LOGIN, purpose: 'password-proof' };

/** Wrong second factors at one user's log-ins, after the password: ten, then a quarter of an hour. */
export const SECOND_FACTOR: ThrottleLimits = {
  purpose: 'second-factor',
  maxFailures: 10,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 15 * MINUTES,
  maxDelaySeconds: 15 * MINUTES,
};

/** Wrong second factors of one user who is logged in already: the password alone is no part in this count. */
export const SECOND_FACTOR_PROOF: ThrottleLimits = {
  ...SECOND_FACTOR,
  purpose: 'second-factor-proof',
};

/** Mails to one address that somebody else may have asked for. */
export const MAIL: ThrottleLimits = {
  purpose: 'mail',
  maxFailures: 5,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};

/**
 * Mails that a password is reset with. The wait is no longer than a link lives: strangers who use this up
 * leave the user one that works, or another to ask for.
 */
export const RESET_MAIL: ThrottleLimits = {
  ...MAIL,
  initialDelaySeconds: 30 * MINUTES,
  maxDelaySeconds: 30 * MINUTES,
};

/**
 * Mails with invitations to one address, of all accounts together. No account is told, as it would learn
 * what the others do: beyond this, an invitation is made and its mail is not sent.
 */
export const INVITED: ThrottleLimits = { ...MAIL, purpose: 'invited', maxFailures: 100 };

/** Mails with invitations that one account may cause, to whomever. */
export const INVITATIONS: ThrottleLimits = {
  purpose: 'invitations',
  maxFailures: 100,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};

/** Signatures that did not count, by the key that they name. One that counts never waits. */
export const EXCHANGES_OF_KEY: ThrottleLimits = {
  purpose: 'exchange',
  maxFailures: 10,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 5,
  maxDelaySeconds: 15 * MINUTES,
};

/** Signatures that did not count, of all keys together. */
export const EXCHANGES: ThrottleLimits = {
  purpose: 'exchanges',
  maxFailures: 1000,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 60,
  maxDelaySeconds: 60,
};

/** Notices by mail to one address about one account, whatever they tell. */
export const NOTICES: ThrottleLimits = {
  purpose: 'notices',
  maxFailures: 20,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};
