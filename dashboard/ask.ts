import type { components } from '../client/api';
import { directoryClient } from '../client/directory-client';
import { signal } from './signal';

/** The codes of the service's errors, and two of the page's own. */
export type FailureCode =
  | components['schemas']['Error']['error']['code']
  /** The network failed. */
  | 'OFFLINE'
  /** The answer is not from this service, such as an error page of a proxy. */
  | 'UNEXPECTED';

/** Why a call failed. */
export interface Failure {
  readonly code: FailureCode;
  /** When the call may be repeated, in milliseconds since 1970. */
  readonly retryAt?: number;
  /** The inputs that are missing or wrong, such as `email is missing or wrong`. */
  readonly problems: readonly string[];
  /** The names of the accounts that prevent the call. */
  readonly accounts?: readonly string[];
  /** The id of the request in the service's log. */
  readonly requestId?: string;
  /** The call may have had its effect: the answer got lost, or the service could not say. */
  readonly isUncertain?: boolean;
}

/** What a call resolves to. */
export type Answer<Data> = { readonly data: Data } | { readonly failure: Failure };

/** A call of the typed client, such as `(client) => client.GET('/session/show')`. */
export type Call<Data> = (client: Client) => Promise<{
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}>;
type Client = ReturnType<typeof directoryClient>;

/** What interrupts a call until the user has answered. */
export interface Interruption {
  readonly kind: 'step-up' | 'log-in';
  /** Ends the interruption: true if the call may be repeated. */
  end(mayRepeat: boolean): void;
}

/** The dialog that a call waits for. */
export const interruption = signal<Interruption | null>(null);

/** Whether the last call did not reach the service. */
export const isOffline = signal(false);

/**
 * What the service says about the login after it refused a call: it is still the same, it has ended, or there is
 * another one, as after a login or a switch in another tab.
 */
export type LoginState = 'same' | 'ended' | 'other';

/** Asks the service for the state of the login. */
export const onRefused = { run: async (): Promise<LoginState> => 'other' };

// Changes run one after another: several of them answer with a new cookie, which the next one must send.
let lastChange: Promise<unknown> = Promise.resolve();
const client = directoryClient({
  fetch(request) {
    if (request.method === 'GET') return fetch(request);
    const sent = lastChange.then(() => fetch(request));
    lastChange = sent.catch(() => undefined);
    return sent;
  },
});

/**
 * Calls the service: the only way to it. If the service requires a step-up or a login, the user is asked, and
 * the call is then repeated once.
 *
 * @returns the output, or the failure. It never rejects.
 */
export async function ask<Data>(call: Call<Data>): Promise<Answer<Data>> {
  const answer = await send(call);
  if (!('failure' in answer)) return answer;
  const { code } = answer.failure;
  if (code === 'STEP_UP_REQUIRED') return (await interrupt('step-up')) ? send(call) : answer;
  if (code === 'SESSION_EXPIRED') return (await isBack()) ? send(call) : answer;
  if (REFUSED.includes(code)) await onRefused.run();
  return answer;
}

// The session may have changed, or no longer be accepted.
const REFUSED: readonly FailureCode[] = ['FORBIDDEN', 'ACCOUNT_CHANGED', 'ADDRESS_REFUSED'];

/** Calls the service without asking the user for anything. */
export async function send<Data>(call: Call<Data>): Promise<Answer<Data>> {
  try {
    const { data, error, response } = await call(client);
    isOffline.value = false;
    return response.ok ? { data: data as Data } : { failure: failureOf(response, error) };
  } catch {
    isOffline.value = true;
    return { failure: { code: 'OFFLINE', problems: [], isUncertain: true } };
  }
}

/** Opens the dialog, or waits for the one that is open. Resolves to whether the call may be repeated. */
function interrupt(kind: Interruption['kind']): Promise<boolean> {
  return new Promise((resolve) => {
    const open = interruption.value;
    interruption.value = {
      kind,
      end(mayRepeat) {
        interruption.value = null;
        open?.end(mayRepeat);
        resolve(mayRepeat);
      },
    };
  });
}

// A step-up in another tab replaces the cookie, and the call with the old one is then refused. The session
// itself has not ended. A call is never repeated by another user or in another account.
async function isBack(): Promise<boolean> {
  const state = await onRefused.run();
  return state === 'same' || (state === 'ended' && interrupt('log-in'));
}

// The guard answers in plain text, the same for every reason.
const OF_STATUS: Readonly<Record<number, FailureCode>> = {
  401: 'SESSION_EXPIRED',
  403: 'FORBIDDEN',
  429: 'THROTTLED',
  500: 'NOT_CONFIGURED',
  503: 'UNAVAILABLE',
};

function failureOf(response: Response, body: unknown): Failure {
  const given = (body as Partial<components['schemas']['Error']> | null)?.error;
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const challenge = response.headers.get('WWW-Authenticate') ?? '';
  const [, error = ''] = /error="(step_up_required|address_refused)"/.exec(challenge) ?? [];
  const named = error.toUpperCase() as FailureCode;
  const plain = named || (OF_STATUS[response.status] ?? 'UNEXPECTED');
  const code = given?.code ?? plain;
  return {
    code,
    problems: given?.problems ?? [],
    ...(given?.accounts && { accounts: given.accounts.map(({ name }) => name) }),
    ...(given === undefined ? {} : { requestId: given.requestId }),
    ...(retryAfter > 0 ? { retryAt: Date.now() + retryAfter * 1000 } : {}),
    ...(code === 'UNAVAILABLE' || code === 'UNEXPECTED' ? { isUncertain: true } : {}),
  };
}
