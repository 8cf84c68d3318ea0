import type { BasicCredentials } from '../../http/basic-authorization';
import type { Identity } from '../../identity/identity';
import { loginName, readTypedEmail } from '../../mail/email-address';
import { GUARD_TIME_LIMIT_MS } from '../../passwords/hash-in-turn';
import type { ThrottleStore } from '../../throttle/throttle-store';
import { boundedMap } from '../../util/bounded-map';
import { keyedDigest } from '../../util/keyed-digest';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { databaseThrottle } from '../throttle/database-throttle';
import { LOGIN } from '../throttle/limits';
import { type FoundPerson, findPerson, type Unfit } from './find-user-for-basic';
import { recordPair } from './record-basic-sign-in';
import { type GivenPassword, isPassword } from './verify-password';

/** A user's e-mail address and password, and the account that is meant where there are several. */
export interface PresentedPair {
  readonly pair: BasicCredentials;
  /** What stands for the pair: nobody learns the pair from it. */
  readonly digest: string;
  readonly accountId: string | undefined;
}

/** What became of a pair: who it is, or why it does not count and, where that is somebody, whom it named. */
export type CheckedPair =
  | { readonly identity: Identity }
  | {
      readonly reason: 'WRONG' | Exclude<Unfit, 'NO_ACCOUNT'>;
      readonly email: string | undefined;
    }
  | { readonly reason: 'OVERLOADED'; readonly retryAfterSeconds: number };

/** Users and their passwords, with each request. */
export interface DirectoryPairs {
  /** Counts wrong passwords, in all containers together, and with those of the log-in. */
  readonly throttle: ThrottleStore;
  /** What the throttle counts a username by. */
  nameOf(username: string): string;
  /** Whether a pair was right when it was last asked for. */
  wasRight(digest: string): boolean;
  check(presented: PresentedPair): Promise<CheckedPair>;
}

const MAX_PAIRS = 10_000;

/**
 * The pairs of a directory. Passwords that were right are remembered by digests, each bound to the hash
 * that was stored, so that the slow hash is not computed for each request; everything else is read fresh.
 */
export function directoryPairs(database: Database): DirectoryPairs {
  const right = boundedMap<string, string>(MAX_PAIRS);
  return {
    throttle: databaseThrottle(database, LOGIN),
    nameOf: loginName,
    wasRight: (digest) => right.has(digest),
    async check({ pair, digest, accountId }) {
      const endsAt = performance.now() + GUARD_TIME_LIMIT_MS;
      const key = readTypedEmail(pair.username)?.key ?? '';
      const found = await findPerson(database, key, accountId);
      const member = found?.member;
      // Recalled only where it lets somebody in: else the time would tell that the password is right.
      const isFit = typeof member === 'object';
      if (found !== null && isFit && right.get(digest) === idOf(found)) return { identity: member };
      right.delete(digest);

      const checked = judge(found, await isRight(found, { password: pair.password, endsAt }));
      if ('identity' in checked && found !== null) right.set(digest, idOf(found));
      await recordPair(database, found, checked);
      return checked;
    },
  };
}

function judge(found: FoundPerson | null, matches: boolean | Busy): CheckedPair {
  if (typeof matches === 'object') return matches;
  if (!matches || found === null) return { reason: 'WRONG', email: found?.email };
  const { member, email } = found;
  if (member === 'NO_ACCOUNT') return { reason: 'WRONG', email };
  if (typeof member === 'string') return { reason: member, email };
  return { identity: member };
}

type Busy = Extract<CheckedPair, { readonly reason: 'OVERLOADED' }>;

async function isRight(
  found: FoundPerson | null,
  { password, endsAt }: Pick<GivenPassword, 'password' | 'endsAt'>,
): Promise<boolean | Busy> {
  try {
    return await isPassword({ password, stored: found?.passwordHash ?? null, endsAt });
  } catch (reason) {
    if (!(reason instanceof DirectoryError) || reason.code !== 'OVERLOADED') throw reason;
    return { reason: 'OVERLOADED', retryAfterSeconds: reason.details.retryAfterSeconds ?? 1 };
  }
}

// A password that has changed is another hash, so what was remembered counts no more.
function idOf({ userId, passwordHash }: FoundPerson): string {
  return keyedDigest(`${userId}\n${passwordHash}`);
}
