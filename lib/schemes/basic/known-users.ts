import { type BasicCredentials, formatBasicCredentials } from '../../http/basic-authorization';
import { MAX_CACHED_PASSWORDS } from '../../passwords/max-cached-passwords';
import type { Outcome, Refusal } from '../../types';
import { boundedMap } from '../../util/bounded-map';
import { keyedDigest } from '../../util/keyed-digest';
import type { KnownCredential } from './credential';
import { credentialId, hashChecks, matchHash } from './hash-candidates';
import { INVALID, invalid, orBusy } from './refusals';

/** The pairs that are known here. A digest stands for the canonical field value of each. */
export interface KnownPairs {
  /** What a pair is worth that was verified before; `undefined` where it has to be checked. */
  recall(digest: string): Outcome | undefined;
  /** Finds a pair whose password is kept as it is. */
  findPlain(digest: string): Outcome | undefined;
  /** Finds a pair whose password is stored as a hash; `undefined` where nobody has one. */
  readonly findHashed:
    | ((digest: string, pair: BasicCredentials) => Promise<Outcome | undefined>)
    | undefined;
  /** The refusal of a pair, which names its user where that is somebody known. */
  refusalOf(username: string): Refusal;
}

/** Prepares everything that depends on who is known, so that a check has little left to do. */
export function knownPairs(credentials: readonly KnownCredential[]): KnownPairs {
  const accepted = new Map<string, Outcome>();
  const refused = new Map<string, Refusal>();
  for (const credential of credentials) {
    const { username } = credential;
    const principal = Object.freeze({ scheme: 'basic', username });
    accepted.set(idOf(credential), Object.freeze({ status: 'accepted', principal }));
    refused.set(username, invalid(username));
  }
  const checksFor = hashChecks(credentials);

  const remember = (digest: string, id: string) => {
    const outcome = accepted.get(id);
    if (outcome !== undefined) verifiedPairs.set(digest, id);
    return outcome;
  };
  return {
    recall(digest) {
      const id = verifiedPairs.get(digest);
      return id === undefined ? undefined : accepted.get(id);
    },
    findPlain: (digest) => remember(digest, digest),
    findHashed:
      checksFor === null
        ? undefined
        : (digest, { username, password }) =>
            orBusy(async () => {
              const id = await matchHash(checksFor, username, password);
              return id === undefined ? undefined : remember(digest, id);
            }),
    refusalOf: (username) => refused.get(username) ?? INVALID,
  };
}

// A plain pair is known by what it is presented as, so one look-up finds it.
function idOf({ username, password, stored }: KnownCredential): string {
  if (password.format !== 'plain') return credentialId({ username, stored });
  return keyedDigest(formatBasicCredentials({ username, password: password.password }));
}

/**
 * The pairs that were verified in this process, so that none has to be verified twice: the digest of
 * an Authorization field, and the id of the stored credential that it matched. Successes only; no
 * secret is kept. A credential that has changed has another id, so its pairs are forgotten with it.
 */
const verifiedPairs = boundedMap<string, string>(MAX_CACHED_PASSWORDS);
