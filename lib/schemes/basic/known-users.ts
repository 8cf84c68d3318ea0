import { type BasicCredentials, formatBasicCredentials } from '../../http/basic-authorization';
import { MAX_CACHED_PASSWORDS } from '../../passwords/max-cached-passwords';
import type { Outcome, Refusal } from '../../types';
import { boundedMap } from '../../util/bounded-map';
import { keyedDigest } from '../../util/keyed-digest';
import type { KnownCredential } from './credential';
import { credentialId, hashCandidates, matchHash } from './hash-candidates';
import { invalidCredentials, refuseIfOverloaded } from './refusals';

/** The configured credentials. A digest identifies the canonical header value of a request. */
export interface KnownUsers {
  /** Returns the outcome of credentials that were verified before, or `undefined`. */
  cached(digest: string): Outcome | undefined;
  /** Returns the outcome of credentials with a plain password, or `undefined`. */
  matchPlain(digest: string): Outcome | undefined;
  /** Checks a password against the stored hashes. `undefined` if there are no hashes. */
  readonly matchHashed:
    | ((digest: string, presented: BasicCredentials) => Promise<Outcome | undefined>)
    | undefined;
  /** Returns the refusal of wrong credentials. It names the user only if the username is known. */
  refusalFor(username: string): Refusal;
}

/** Prepares the outcomes of all configured credentials in advance, so that a check is fast. */
export function knownUsers(credentials: readonly KnownCredential[]): KnownUsers {
  const accepted = new Map<string, Outcome>();
  // The stored name, because a name in a request may be a view of the text that also has the password.
  const names = new Map<string, string>();
  for (const credential of credentials) {
    const { username } = credential;
    const principal = Object.freeze({ scheme: 'basic', username });
    accepted.set(idOf(credential), Object.freeze({ status: 'accepted', principal }));
    names.set(username, username);
  }
  const candidatesFor = hashCandidates(credentials);

  const remember = (digest: string, id: string) => {
    const outcome = accepted.get(id);
    if (outcome !== undefined) verifiedCache.set(digest, id);
    return outcome;
  };
  return {
    cached(digest) {
      const id = verifiedCache.get(digest);
      return id === undefined ? undefined : accepted.get(id);
    },
    matchPlain: (digest) => remember(digest, digest),
    matchHashed:
      candidatesFor === null
        ? undefined
        : (digest, { username, password }) =>
            refuseIfOverloaded(async () => {
              const id = await matchHash(candidatesFor, username, password);
              return id === undefined ? undefined : remember(digest, id);
            }),
    refusalFor: (username) => invalidCredentials(names.get(username)),
  };
}

// With a plain password, the id is the digest of the request's header, so one lookup is enough.
function idOf({ username, password, stored }: KnownCredential): string {
  if (password.format !== 'plain') return credentialId({ username, stored });
  return keyedDigest(formatBasicCredentials({ username, password: password.password }));
}

/**
 * The credentials that were verified in this process, so that a password is hashed once: from the digest
 * of an Authorization header to the id of the stored credential that it matched. Only successes are
 * stored, and no secrets. A changed credential has another id, so its old entries no longer apply.
 */
const verifiedCache = boundedMap<string, string>(MAX_CACHED_PASSWORDS);
