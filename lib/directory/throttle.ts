import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { networkOf } from '../edge/address';
import { FAILED_LOGIN_LIMITS } from '../throttle/failed-login-limits';
import type { ThrottleStore } from '../throttle/memory-throttle';
import type { Call } from './call';
import { type DirectoryKeys, derivedDigest } from './crypto/keys';
import type { Database } from './database/database';
import { DirectoryError } from './errors';

/**
 * The counter of one name, as statements that can be sent with others. An attempt counts as a failure before
 * its result is known, so that concurrent attempts cannot exceed the limit.
 */
export interface Counter {
  /** Counts an attempt, unless the name has to wait: {@link requireCounted} its row. */
  readonly consume: RawBuilder<Counted>;
  /** Counts an attempt. The statement changes no row if the name has to wait. */
  readonly insert: RawBuilder<unknown>;
  /** Selects the seconds to wait, at least 1. */
  readonly wait: RawBuilder<{ readonly seconds: number }>;
  /** Removes a counted attempt. */
  readonly refund: RawBuilder<unknown>;
}

/** The seconds to wait, 0 if the attempt was counted, or null if there was none. */
export interface Counted {
  readonly seconds: number | null;
}

/**
 * Requires that an attempt was counted.
 *
 * @param counted - the row of `consume`.
 * @throws DirectoryError `THROTTLED` if the name has to wait.
 */
export function requireCounted([counted]: readonly Counted[]): void {
  const retryAfterSeconds = counted?.seconds ?? 1;
  if (retryAfterSeconds > 0) throw new DirectoryError('THROTTLED', { retryAfterSeconds });
}

/**
 * Counts an attempt in a round trip of its own.
 *
 * @returns a function that refunds the attempt.
 * @throws DirectoryError `THROTTLED` if the name has to wait.
 */
export async function countAttempt(
  call: Call,
  limits: ThrottleLimits,
  name: string,
): Promise<() => Promise<void>> {
  const { consume, refund } = counterOf(limits, name);
  const { rows } = await consume.execute(call.database);
  requireCounted(rows);
  return async () => {
    await refund.execute(call.database);
  };
}

/** Awaits an attempt's work. If the work fails for an internal reason, refunds the attempt. */
export async function refundIfFails<T>(done: Promise<T>, refund: () => Promise<void>): Promise<T> {
  try {
    return await done;
  } catch (reason) {
    await refund();
    throw reason;
  }
}

/** Limits on the failures of one purpose, and the delays after them. */
export interface ThrottleLimits {
  /** As in `login`. Each purpose has counters of its own. */
  readonly purpose: string;
  readonly maxFailures: number;
  /** The window in which failures are counted. */
  readonly windowSeconds: number;
  /** The first delay. Each further failure doubles it. */
  readonly initialDelaySeconds: number;
  readonly maxDelaySeconds: number;
}

/**
 * Returns a {@link ThrottleStore} in the database, which all containers share and which survives restarts. A
 * window begins with a failure.
 */
export function databaseThrottle(database: Database, limits: ThrottleLimits): ThrottleStore {
  return {
    async consume(name) {
      const { rows } = await counterOf(limits, name).consume.execute(database);
      return rows[0]?.seconds ?? 1;
    },
    async refund(name) {
      await counterOf(limits, name).refund.execute(database);
    },
  };
}

const ALWAYS = sql`select 1`;

/**
 * Returns the counter of a name. A window begins with a failure.
 *
 * @param attempt - the statement that makes the attempt. Nothing is counted if it returns no row. Default:
 *   there always is one.
 */
export function counterOf(
  limits: ThrottleLimits,
  name: string,
  attempt: RawBuilder<unknown> = ALWAYS,
): Counter {
  const { purpose, maxFailures, windowSeconds, initialDelaySeconds, maxDelaySeconds } = limits;
  const window = sql`make_interval(secs => ${windowSeconds})`;
  const key = createHash('sha256').update(`${purpose}\n${name}`).digest('base64url');

  // After a delay, every further failure delays longer, until a window has passed without a failure.
  const isWaiting = sql`(t.waits > 0 and now() < t.until + ${window})`;
  const isOver = sql`(not ${isWaiting} and (t.waits > 0 or t.since <= now() - ${window}))`;
  const isLast = sql`(t.attempts + 1 >= ${maxFailures})`;

  const insert = (from: RawBuilder<unknown>) => sql`
        insert into public.throttles as t (name, attempts, since, waits)
        select ${key}::text, 1, now(), 0 ${from}
        on conflict (name) do update set
          attempts = case when ${isOver} then 1 else t.attempts + 1 end,
          since = case when ${isOver} then now() else t.since end,
          waits = case when ${isWaiting} then t.waits + 1 when not ${isOver} and ${isLast} then 1 else 0 end,
          until = case
            when ${isWaiting} then now() + make_interval(secs =>
              least(${maxDelaySeconds}, ${initialDelaySeconds} * power(2, least(t.waits, 20))))
            when not ${isOver} and ${isLast} then now() + make_interval(secs => ${initialDelaySeconds}) end
        where t.until is null or t.until <= now()`;
  // If another request has refunded an attempt in the meantime, the caller tries again in a second.
  const wait = sql<number>`greatest(coalesce((
        select ceil(extract(epoch from until - now()))::int
        from public.throttles where name = ${key}), 1), 1)`;
  return {
    consume: sql<Counted>`
      with attempt as (${attempt}), counted as (${insert(sql`from attempt`)} returning 1)
      select case when not exists (select from attempt) then null
        when exists (select from counted) then 0 else ${wait} end as seconds`,
    insert: insert(sql``),
    wait: sql`select ${wait} as seconds`,
    refund: sql`
      update public.throttles set attempts = greatest(attempts - 1, 0), waits = greatest(waits - 1, 0),
        until = case when waits > 1 then now() end
      where name = ${key}`,
  };
}

const MINUTES = 60;

/**
 * Wrong passwords for one email address. Delays double, so that an attacker cannot lock a user out for long.
 */
export const LOGIN: ThrottleLimits = {
  purpose: 'login',
  ...FAILED_LOGIN_LIMITS,
};

/**
 * Failed logins from one address, whatever their names: an attacker who tries one password on many names stays below
 * the limit of each name. Only an edge knows the address.
 */
const LOGINS_FROM_ADDRESS: ThrottleLimits = {
  purpose: 'logins-from-address',
  maxFailures: 100,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 60,
  maxDelaySeconds: 60 * MINUTES,
};

/** Returns the counter of the caller's address, or `undefined` if it is not known. */
export function addressCounter({ address, settings }: Call): Counter | undefined {
  return address === null ? undefined : networkCounter(settings.keys, networkOf(address));
}

/**
 * Counts a login from the caller's address as a failure, if the address is known.
 *
 * @returns the statement that refunds it.
 * @throws DirectoryError `THROTTLED` if the address has to wait.
 */
export async function countFromAddress(call: Call): Promise<RawBuilder<unknown> | undefined> {
  const counter = addressCounter(call);
  if (counter === undefined) return undefined;
  const { rows } = await counter.consume.execute(call.database);
  requireCounted(rows);
  return counter.refund;
}

function networkCounter(keys: DirectoryKeys, network: string): Counter {
  return counterOf(LOGINS_FROM_ADDRESS, derivedDigest(keys, 'address counters', network));
}

/** Returns a {@link ThrottleStore} of the networks of addresses, in the database. */
export function addressThrottle(database: Database, keys: DirectoryKeys): ThrottleStore {
  return {
    async consume(network) {
      const { rows } = await networkCounter(keys, network).consume.execute(database);
      return rows[0]?.seconds ?? 1;
    },
    async refund(network) {
      await networkCounter(keys, network).refund.execute(database);
    },
  };
}

/** Counts nothing, in place of a counter. */
export const NOT_COUNTED = sql<Counted>`select 0 as seconds`;

/** Wrong passwords of one logged-in user. Attackers without a session cannot increase this count. */
export const PASSWORD_PROOF: ThrottleLimits = { ...LOGIN, purpose: 'password-proof' };

/** Wrong second factors at one user's logins, after the password: ten, then a delay of 15 minutes. */
export const SECOND_FACTOR: ThrottleLimits = {
  ...LOGIN,
  purpose: 'second-factor',
  initialDelaySeconds: 15 * MINUTES,
};

/**
 * Wrong second factors of one logged-in user. An attacker with only the password cannot increase this count.
 */
export const SECOND_FACTOR_PROOF: ThrottleLimits = {
  ...SECOND_FACTOR,
  purpose: 'second-factor-proof',
};

/** Emails to one address that another person may have requested. */
export const MAIL: ThrottleLimits = {
  purpose: 'mail',
  maxFailures: 5,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};

/**
 * Emails with links to reset a password. The delay is not longer than a link's lifetime. An attacker who uses
 * up this limit therefore leaves the user a valid link, or the right to request another.
 */
export const RESET_MAIL: ThrottleLimits = {
  ...MAIL,
  initialDelaySeconds: 30 * MINUTES,
  maxDelaySeconds: 30 * MINUTES,
};

/**
 * Emails with invitations to one address, of all accounts together. Above this limit an invitation is created
 * without its email. The account gets no error, since that would reveal what other accounts do.
 */
export const INVITED: ThrottleLimits = { ...MAIL, purpose: 'invited', maxFailures: 100 };

/** Emails with invitations of one account, to all addresses together. */
export const INVITATIONS: ThrottleLimits = {
  purpose: 'invitations',
  maxFailures: 100,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};

/** Codes by phone that one user requests. They cost money, and premium numbers earn it. */
export const PHONE_USER: ThrottleLimits = { ...MAIL, purpose: 'phone-user' };

const DAY = 24 * 60 * MINUTES;

/** Codes by phone to one number, of all users together. */
export const PHONE_NUMBER: ThrottleLimits = {
  purpose: 'phone-number',
  maxFailures: 20,
  windowSeconds: DAY,
  initialDelaySeconds: DAY,
  maxDelaySeconds: DAY,
};

/** Codes by phone of one account's users together. */
export const PHONE_ACCOUNT: ThrottleLimits = {
  ...PHONE_NUMBER,
  purpose: 'phone-account',
  maxFailures: 200,
};

/** Invalid signatures, by the key that they name. A valid signature never waits. */
export const EXCHANGES_OF_KEY: ThrottleLimits = { ...LOGIN, purpose: 'exchange' };

/** Invalid signatures of all keys together. */
export const EXCHANGES: ThrottleLimits = {
  purpose: 'exchanges',
  maxFailures: 1000,
  windowSeconds: 15 * MINUTES,
  initialDelaySeconds: 60,
  maxDelaySeconds: 60,
};

/** Notices by email to one address about one account, of all types together. */
export const NOTICES: ThrottleLimits = {
  purpose: 'notices',
  maxFailures: 20,
  windowSeconds: 60 * MINUTES,
  initialDelaySeconds: 60 * MINUTES,
  maxDelaySeconds: 60 * MINUTES,
};
