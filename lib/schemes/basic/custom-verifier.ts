import type { BasicCredentials } from '../../http/basic-authorization';
import { userIdProblem } from '../../http/credential-text';
import { MAX_CACHED_PASSWORDS } from '../../passwords/max-cached-passwords';
import type { Outcome, Principal } from '../../types';
import { boundedMap } from '../../util/bounded-map';

/**
 * Looks a pair up in a database of the Function's own. `null`, like anything else that is no
 * principal, means that the pair is not right.
 */
export type VerifyPair = (
  username: string,
  password: string,
  context: object,
) => Principal | null | Promise<Principal | null>;

/** The pairs that a Function's own database judges. */
export function verifiedElsewhere(verify: VerifyPair): VerifiedElsewhere {
  const right = boundedMap<string, true>(MAX_CACHED_PASSWORDS);
  return {
    needsNoBrake: (digest) => right.has(digest),
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
  if (userIdProblem(username) !== undefined) return null;
  const principal = { scheme: 'basic', username: (username as string).normalize('NFC') };
  if (scopes === undefined) return Object.freeze(principal);
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) return null;
  return Object.freeze({ ...principal, scopes: Object.freeze([...scopes]) });
}

/** Pairs that a database judges. Each is asked for every time: it may have changed. */
export interface VerifiedElsewhere {
  /** Whether nobody guesses this pair: it was right when it was last asked for, for example. */
  needsNoBrake(digest: string, pair: BasicCredentials): boolean;
  find(digest: string, pair: BasicCredentials, context: object): Promise<Outcome | undefined>;
}

/** Asks one after the other; the first that knows the pair decides. */
export function oneAfterTheOther(
  sources: readonly VerifiedElsewhere[],
): VerifiedElsewhere | undefined {
  if (sources.length < 2) return sources[0];
  return {
    needsNoBrake: (...given) => sources.some((source) => source.needsNoBrake(...given)),
    async find(...given) {
      for (const source of sources) {
        const outcome = await source.find(...given);
        if (outcome !== undefined) return outcome;
      }
      return undefined;
    },
  };
}
