import { boundedMap } from '../bounded-map';
import type { BasicCredentials } from '../http/basic-authorization';
import type { Outcome, Principal } from '../types';
import { usernameProblem } from './credential-problems';

/**
 * Looks a pair up in a database of the Function's own. `null`, like anything else that is no
 * principal, means that the pair is not right.
 */
export type VerifyPair = (
  username: string,
  password: string,
  context: object,
) => Principal | null | Promise<Principal | null>;

/** Pairs that a Function's own database judges. Each is asked for every time: it may have changed. */
export interface VerifiedElsewhere {
  /** Whether a pair was right when it was last asked for. */
  wasRight(digest: string): boolean;
  find(digest: string, pair: BasicCredentials, context: object): Promise<Outcome | undefined>;
}

const MAX_PAIRS = 10_000;

export function verifiedElsewhere(verify: VerifyPair): VerifiedElsewhere {
  const right = boundedMap<string, true>(MAX_PAIRS);
  return {
    wasRight: (digest) => right.has(digest),
    async find(digest, { username, password }, context) {
      const principal = principalFrom(await verify(username, password, context));
      if (principal === null) {
        right.delete(digest);
        return undefined;
      }
      right.set(digest, true);
      return { status: 'accepted', principal };
    },
  };
}

// Only what a principal has: a whole record from a database may hold secrets.
function principalFrom(found: unknown): Principal | null {
  const { username, scopes } = (found ?? {}) as Readonly<Record<keyof Principal, unknown>>;
  if (usernameProblem(username) !== undefined) return null;
  const principal = { scheme: 'basic', username: (username as string).normalize('NFC') };
  if (scopes === undefined) return Object.freeze(principal);
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) return null;
  return Object.freeze({ ...principal, scopes: Object.freeze([...scopes]) });
}
