import { readBodyUpTo } from '../http/read-body-up-to';
import { logError } from '../log';
import { boundedMap } from '../util/bounded-map';
import { decodeText } from '../util/decode-text';
import { parseJwk, parseKeyList } from './parse-jwk';
import type { VerificationKey } from './verification-key';

/**
 * A function that returns the keys of an issuer: immediately if they are cached, or else after a fetch.
 *
 * It rejects or throws with a {@link KeysUnavailableError} if there are no keys.
 */
export type RemoteKeys = (
  kid: unknown,
) => readonly VerificationKey[] | PromiseLike<readonly VerificationKey[]>;

/** An error for keys that cannot be fetched and are not in the cache. */
export class KeysUnavailableError extends Error {}

const MINUTE_MS = 60_000;
const FRESH_MS = 10 * MINUTE_MS;
/** The maximum age of keys while the issuer cannot be reached. */
const STALE_MS = 24 * 60 * MINUTE_MS;
/** The minimum time between two fetches, because an attacker can invent key ids. */
const PAUSE_MS = MINUTE_MS / 2;
/** The minimum time between two fetches while there are no keys and every token is refused. */
const PAUSE_WITHOUT_KEYS_MS = 5_000;
const MAX_URLS = 20;

const known = boundedMap<string, RemoteKeys>(MAX_URLS);

/** Returns the keys that are published at a URL. The cache of a URL is common to the whole process. */
export function remoteKeys(url: string): RemoteKeys {
  const created = known.get(url) ?? createRemoteKeys(url);
  known.set(url, created);
  return created;
}

function createRemoteKeys(url: string): RemoteKeys {
  let keys: readonly VerificationKey[] = [];
  let confirmedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  const isUsable = () => Date.now() - confirmedAt < STALE_MS;
  const usable = () => {
    if (isUsable()) return keys;
    throw new KeysUnavailableError('the keys are unavailable');
  };
  const refresh = async (startedAt: number) => {
    const answer = await fetchKeySet(url);
    if ('keys' in answer) {
      keys = answer.keys;
      confirmedAt = startedAt;
      return;
    }
    const meanwhile = isUsable() ? 'those from before stay in use' : 'no JWT can be checked';
    logError(
      `the keys at ${withoutQuery(url)} cannot be fetched (${answer.failure}): ${meanwhile}.`,
    );
  };

  return (kid) => {
    const now = Date.now();
    const isFresh = now - confirmedAt < FRESH_MS;
    if (isFresh && (kid === undefined || keys.some((key) => key.kid === kid))) return keys;
    const pause = isUsable() ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS;
    if (running === undefined && now - triedAt >= pause) {
      triedAt = now;
      running = refresh(now).finally(() => {
        running = undefined;
      });
    }
    return running === undefined ? usable() : running.then(usable);
  };
}

// The query is not logged, because it may contain a secret.
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

// The platform ends a Function after 10 seconds. This limit leaves time for a response.
const TIME_LIMIT_MS = 3_000;
const MAX_BYTES = 64 * 1024;
const ACCEPTED = 'application/jwk-set+json, application/json';

/** The keys of an issuer, or the reason for a failure, which never contains the response's text. */
type KeySetAnswer = { readonly keys: readonly VerificationKey[] } | { readonly failure: string };

/** Fetches a JWK Set once, within 3 seconds. Unsupported keys are ignored. */
async function fetchKeySet(url: string): Promise<KeySetAnswer> {
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
    const body = await readBodyUpTo(response.body, MAX_BYTES);
    if (body === null) return { failure: `over ${MAX_BYTES} bytes` };
    const answer = decodeText(body);
    return 'problem' in answer
      ? { failure: `the answer ${answer.problem}` }
      : parseKeySet(answer.text);
  } catch (reason) {
    const isLate = (reason as Error | undefined)?.name === 'TimeoutError';
    return { failure: isLate ? 'no whole answer in time' : 'no connection, or a broken one' };
  }
}

function parseKeySet(text: string): KeySetAnswer {
  const list = parseKeyList(text);
  if ('problem' in list) return { failure: `the answer ${list.problem}` };
  const keys = list
    .map(parseJwk)
    .filter((key): key is VerificationKey => key !== null && 'material' in key);
  return { keys };
}
