import { readLimited } from '../http/read-body-up-to';
import { readText } from '../util/decode-text';
import { readJwk, readKeyList } from './read-jwk';
import type { VerificationKey } from './verification-key';

// The platform ends a Function after 10 seconds; this leaves it time to answer.
const TIME_LIMIT_MS = 3_000;
const MAX_BYTES = 64 * 1024;
const ACCEPTED = 'application/jwk-set+json, application/json';

/** The keys of an issuer, or why there are none: words, nothing that was sent. */
export type KeySetAnswer =
  | { readonly keys: readonly VerificationKey[] }
  | { readonly failure: string };

/** Fetches a JWK Set, once and within 3 seconds. Keys that cannot be used here are passed over. */
export async function fetchKeySet(url: string): Promise<KeySetAnswer> {
  try {
    const response = await fetch(url, {
      headers: { accept: ACCEPTED },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return { failure: `status ${response.status}` };
    }
    const body = await readLimited(response.body, MAX_BYTES);
    if (body === null) return { failure: `over ${MAX_BYTES} bytes` };
    const answer = readText(body);
    return 'problem' in answer
      ? { failure: `the answer ${answer.problem}` }
      : readKeySet(answer.text);
  } catch (reason) {
    const isLate = (reason as Error | undefined)?.name === 'TimeoutError';
    return { failure: isLate ? 'no whole answer in time' : 'no connection, or a broken one' };
  }
}

function readKeySet(text: string): KeySetAnswer {
  const list = readKeyList(text);
  if ('problem' in list) return { failure: `the answer ${list.problem}` };
  const keys = list
    .map(readJwk)
    .filter((key): key is VerificationKey => key !== null && 'material' in key);
  return { keys };
}
