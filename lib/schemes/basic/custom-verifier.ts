import { userIdProblem } from '../../http/credential-text';
import type { Principal } from '../../types';
import { boundedMap } from '../../util/bounded-map';
import type { VerifiedElsewhere } from './password-verifier';

/**
 * Looks a pair up in a database of the Function's own. `null`, like anything else that is no
 * principal, means that the pair is not right.
 */
export type VerifyPair = (
  username: string,
  password: string,
  context: object,
) => Principal | null | Promise<Principal | null>;

const MAX_PAIRS = 10_000;

/** The pairs that a Function's own database judges. */
export function verifiedElsewhere(verify: VerifyPair): VerifiedElsewhere {
  const right = boundedMap<string, true>(MAX_PAIRS);
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
