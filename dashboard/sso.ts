import type { paths } from '../client/api';
import { type Answer, send } from './ask';
import { signal } from './signal';

type Finished =
  paths['/session/finish-sso']['post']['responses'][200]['content']['application/json'];

/** What an identity provider sent in a test. */
export type SsoTestResult = NonNullable<Finished['test']>;

/** The result of the test that has just ended. It stays in this page alone. */
export const ssoTestResult = signal<SsoTestResult | null>(null);

/** What must outlast the visit to an identity provider: the secret of the login, and the place after it. */
export interface StartedSso {
  readonly attempt: string;
  /** The query of the login: `email`, `next` and `to`; `done` names what is said after it. */
  readonly query: Readonly<Record<string, string | null>>;
}

// Only this tab and origin read it, so the answer to another browser's login cannot be used here.
const KEY = 'sso';

/** Starts a login and leaves for the provider. Resolves to null if the user comes back to this same page. */
export async function startSso(
  identityProvider: string,
  query: StartedSso['query'],
): Promise<Answer<never> | null> {
  const { email } = query;
  const body = { identityProvider, ...(email ? { email } : {}) };
  const answer = await send((client) => client.POST('/session/start-sso', { body }));
  if ('failure' in answer) return answer;
  return leaveForProvider(answer.data.url, { attempt: answer.data.attempt, query });
}

/** Leaves for the provider that began the session, which authenticates its user again. As {@link startSso}. */
export async function startSsoStepUp(query: StartedSso['query']): Promise<Answer<never> | null> {
  const answer = await send((client) => client.POST('/session/start-sso-step-up', { body: {} }));
  if ('failure' in answer) return answer;
  return leaveForProvider(answer.data.url, { attempt: answer.data.attempt, query });
}

/** Keeps the secret of a login, a step-up or a test, and leaves for the provider. Resolves to null if the user comes back to this same page. */
export function leaveForProvider(url: string, started: StartedSso): Promise<null> {
  sessionStorage.setItem(KEY, JSON.stringify(started));
  location.assign(url);
  return new Promise((resolve) => {
    addEventListener('pageshow', () => resolve(null), { once: true });
  });
}

/** Returns what {@link leaveForProvider} kept, once; null if this tab has started no login. */
export function takeStartedSso(): StartedSso | null {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept === null ? null : (JSON.parse(kept) as StartedSso);
}
