import { boundedMap } from '../../bounded-map';
import { nameDigest } from '../../credentials/name-digest';
import type { BasicCredentials } from '../../http/basic-authorization';
import { keyedDigest } from '../../keyed-digest';
import type { ThrottleStore } from '../../throttle/throttle-store';
import type { Database } from '../database/database';
import { readEmail } from '../email';
import { DirectoryError } from '../errors';
import type { Identity } from '../identity';
import { isPassword } from '../passwords/is-password';
import { databaseThrottle } from '../throttle/database-throttle';
import { LOGIN } from '../throttle/limits';
import { type FoundPerson, findPerson, type Unfit } from './find-person';

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
      readonly reason: 'WRONG' | 'BUSY' | Exclude<Unfit, 'NO_ACCOUNT'>;
      readonly email: string | undefined;
    };

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
    nameOf: (username) => readEmail(username)?.key ?? nameDigest(username),
    wasRight: (digest) => right.has(digest),
    async check({ pair, digest, accountId }) {
      const key = readEmail(pair.username)?.key ?? '';
      const found = await findPerson(database, key, accountId);
      const member = found?.member;
      // Recalled only where it lets somebody in: else the time would tell that the password is right.
      const isFit = typeof member === 'object';
      if (found !== null && isFit && right.get(digest) === idOf(found)) return { identity: member };
      right.delete(digest);

      const email = found?.email;
      const matches = await isRight(found, pair.password);
      if (matches === 'BUSY') return { reason: 'BUSY', email: undefined };
      if (!matches || found === null || member === undefined) return { reason: 'WRONG', email };
      if (member === 'NO_ACCOUNT') return { reason: 'WRONG', email };
      if (typeof member === 'string') return { reason: member, email };
      right.set(digest, idOf(found));
      return { identity: member };
    },
  };
}

async function isRight(found: FoundPerson | null, password: string): Promise<boolean | 'BUSY'> {
  try {
    return await isPassword(found?.passwordHash ?? null, password);
  } catch (reason) {
    if (reason instanceof DirectoryError && reason.code === 'BUSY') return 'BUSY';
    throw reason;
  }
}

// A password that has changed is another hash, so what was remembered counts no more.
function idOf({ userId, passwordHash }: FoundPerson): string {
  return keyedDigest(`${userId}\n${passwordHash}`);
}
