import { boundedMap } from '../../util/bounded-map';

const MAX_PAIRS = 10_000;

/**
 * The pairs that were verified in this process, so that none has to be verified twice: the digest of
 * an Authorization field, and the id of the stored credential that it matched. Successes only; no
 * secret is kept. A credential that has changed has another id, so its pairs are forgotten with it.
 */
export const verifiedPairs = boundedMap<string, string>(MAX_PAIRS);
