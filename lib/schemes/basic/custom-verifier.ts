import type { BasicCredentials } from '../../http/basic-authorization';
import { userIdProblem } from '../../http/credential-text';
import { MAX_CACHED_PASSWORDS } from '../../passwords/max-cached-passwords';
import type { Outcome, Principal } from '../../types';
import { boundedMap } from '../../util/bounded-map';

/**
 * A function that checks a username and password against a database of the Function's own. `null`, and
 * any other value that is not a principal, means that they are wrong.
 *
 * @example
 * const verify: VerifyPassword = async (username, password) =>
 *   password === 'correct horse' ? { scheme: 'basic', username } : null;
 */
export type VerifyPassword = (
  username: string,
  password: string,
  context: object,
) => Principal | null | Promise<Principal | null>;

/** Creates a verifier from the option `verify` of `basic()`. */
export function customVerifier(verify: VerifyPassword): PasswordVerifier {
  const right = boundedMap<string, true>(MAX_CACHED_PASSWORDS);
  return {
    skipsThrottle: (digest) => right.has(digest),
    async verify(digest, { username, password }, context) {
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

// Copies only the members of a principal, because a database row may hold secrets.
function principalFrom(found: unknown): Principal | null {
  const { username, scopes } = (found ?? {}) as Readonly<Record<keyof Principal, unknown>>;
  if (userIdProblem(username) !== undefined) return null;
  const principal = { scheme: 'basic', username: (username as string).normalize('NFC') };
  if (scopes === undefined) return Object.freeze(principal);
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) return null;
  return Object.freeze({ ...principal, scopes: Object.freeze([...scopes]) });
}

/** A check of usernames and passwords by a database. Results are not cached, because they may change. */
export interface PasswordVerifier {
  /** Returns whether these credentials are no guess, for example because they were accepted last time. */
  skipsThrottle(digest: string, presented: BasicCredentials): boolean;
  verify(
    digest: string,
    presented: BasicCredentials,
    context: object,
  ): Promise<Outcome | undefined>;
}

/** Combines verifiers in order: the first one that recognizes the credentials decides. */
export function firstMatching(sources: readonly PasswordVerifier[]): PasswordVerifier | undefined {
  if (sources.length < 2) return sources[0];
  return {
    skipsThrottle: (...given) => sources.some((source) => source.skipsThrottle(...given)),
    async verify(...given) {
      for (const source of sources) {
        const outcome = await source.verify(...given);
        if (outcome !== undefined) return outcome;
      }
      return undefined;
    },
  };
}
