import { readBodyUpTo } from '../http/read-body-up-to';
import { isProviderUrl } from './provider-url';
import type { ProviderLimits } from './sso';
import { SsoFailure } from './sso-failure';

const TIME_LIMIT_MS = 3_000;
const MAX_BYTES = 64 * 1024;

/** A request, as `oauth4webapi` passes it. */
interface ProviderRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * Returns a `fetch` for requests to a provider: at most three seconds and 64 KiB for each answer, no redirects, and only URLs
 * that `isProviderUrl` accepts.
 */
export function providerFetch({ endsAt, allowLoopback }: ProviderLimits) {
  return async (url: string, { method, headers, body }: ProviderRequest): Promise<Response> => {
    if (!isProviderUrl(url, allowLoopback)) throw new SsoFailure('unavailable', 'url');
    const left = Math.max(Math.floor(endsAt - performance.now()), 0);
    const response = await answerOf(
      fetch(url, {
        method,
        headers,
        body: body instanceof URLSearchParams ? body : null,
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.min(TIME_LIMIT_MS, left)),
      }),
    );
    if (response.status >= 500) throw new SsoFailure('unavailable', `status ${response.status}`);
    if (response.status >= 300 && response.status < 400) {
      throw new SsoFailure('unavailable', 'redirect');
    }
    return response;
  };
}

/** Returns an answer with its whole body. The runtime has a `Response` of its own, so the class is that of the answer. */
async function answerOf(pending: Promise<Response>): Promise<Response> {
  try {
    const response = await pending;
    const bytes = await readBodyUpTo(response.body, MAX_BYTES);
    if (bytes === null) throw new SsoFailure('unavailable', 'size');
    const { status, headers } = response;
    const Whole = response.constructor as typeof Response;
    return new Whole(bytes.length === 0 ? null : bytes, { status, headers });
  } catch (error) {
    if (error instanceof SsoFailure) throw error;
    const isLate = (error as Error | undefined)?.name === 'TimeoutError';
    throw new SsoFailure('unavailable', isLate ? 'time' : 'connection');
  }
}
