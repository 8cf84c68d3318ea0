import type { paths } from '../client/api';
import { type Answer, type Call, type FailureCode, send } from './ask';
import { canPasskeys } from './can-passkeys';

/** What a browser needs to use a passkey. */
type RequestOptions =
  paths['/session/start-passkey-login']['post']['responses'][200]['content']['application/json'];

/** What a passkey has signed, for the service. */
export type Assertion = NonNullable<
  paths['/session/log-in-with-passkey']['post']['requestBody']
>['content']['application/json']['response'];

/** What each failure of a browser means. The user canceled or let pass what is null. */
const CODES: Readonly<Record<string, FailureCode | null>> = {
  NotAllowedError: null,
  AbortError: null,
  // The authenticator has a passkey of the user already.
  InvalidStateError: 'PASSKEY_EXISTS',
  // The host of the page is not the service's.
  SecurityError: 'ORIGIN_INVALID',
};

let current: AbortController | undefined;
let isAsking = false;

/**
 * Asks the user for a passkey, in place of the ceremony that waits: browsers allow only one.
 *
 * @returns the credential as JSON, or null if the user canceled.
 */
export async function askForPasskey<Json>(
  begin: (signal: AbortSignal) => Promise<Credential | null>,
): Promise<Answer<Json> | null> {
  current?.abort();
  current = new AbortController();
  try {
    const credential = (await begin(current.signal)) as PublicKeyCredential | null;
    return credential === null ? null : { data: credential.toJSON() as Json };
  } catch (reason) {
    const { name } = reason as DOMException;
    const code = name in CODES ? CODES[name] : 'PASSKEY_INVALID';
    return code == null ? null : { failure: { code, problems: [] } };
  }
}

/** The options of a ceremony of a login. */
const startLogin: Call<RequestOptions> = (client) =>
  client.POST('/session/start-passkey-login', { body: {} });

/** The options of a ceremony of the user who is logged in. */
const startInSession: Call<RequestOptions> = (client) =>
  client.POST('/session/start-passkey', { body: {} });

/** What the service does with what a passkey has signed. */
type Finish<Data> = (assertion: Assertion) => Call<Data>;

/** Asks the user for a passkey for a login. Returns null if the user canceled. */
export function logInWithPasskey<Data>(finish: Finish<Data>): Promise<Answer<Data> | null> {
  return usePasskey(startLogin, finish, send);
}

/** Asks the user of a session for a passkey. Returns null if the user canceled. */
export function proveWithPasskey<Data>(
  finish: Finish<Data>,
  via: typeof send,
): Promise<Answer<Data> | null> {
  return usePasskey(startInSession, finish, via);
}

async function usePasskey<Data>(
  start: Call<RequestOptions>,
  finish: Finish<Data>,
  via: typeof send,
): Promise<Answer<Data> | null> {
  isAsking = true;
  current?.abort();
  const answer = await run(start, finish, via);
  isAsking = false;
  if (answer === null || 'failure' in answer) renewOffer?.();
  return answer;
}

async function run<Data>(start: Call<RequestOptions>, finish: Finish<Data>, via: typeof send) {
  const options = await via(start);
  if ('failure' in options) return options;
  const asked = await askForPasskey<Assertion>((signal) => get(options.data, { signal }));
  return asked === null || 'failure' in asked ? asked : sendAssertion(asked.data, finish, via);
}

/** Sends what a passkey has signed. The browser forgets a passkey that the service does not know. */
export async function sendAssertion<Data>(
  assertion: Assertion,
  finish: Finish<Data>,
  via: typeof send = send,
): Promise<Answer<Data>> {
  const answer = await via(finish(assertion));
  if (!('failure' in answer)) return answer;
  if (answer.failure.code === 'PASSKEY_UNKNOWN') {
    const unknown = { rpId: location.hostname, credentialId: assertion.id };
    void PublicKeyCredential.signalUnknownCredential?.(unknown);
  }
  renewOffer?.();
  return answer;
}

function get(options: RequestOptions, more: CredentialRequestOptions): Promise<Credential | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey, ...more });
}

// The service accepts what a passkey has signed for five minutes.
const RENEW_MS = 240_000;

/** Offers the passkeys again, after another ceremony or a refusal has ended the offer. */
let renewOffer: (() => void) | undefined;

/** Offers passkeys in the field of the email address, until the returned function is called. */
export function offerPasskeys(onAssertion: (assertion: Assertion) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let offeredAt = 0;
  let isOver = false;
  const offer = async () => {
    const isDue = () => !isAsking && !isOver;
    if (!isDue()) return;
    clearTimeout(timer);
    timer = setTimeout(offer, RENEW_MS);
    offeredAt = Date.now();
    const options = await send(startLogin);
    if ('failure' in options || !isDue()) return;
    const asked = await askForPasskey<Assertion>((signal) =>
      get(options.data, { signal, mediation: 'conditional' }),
    );
    if (asked !== null && 'data' in asked) onAssertion(asked.data);
  };
  // A hidden page may have had no timers.
  const onVisible = () => {
    if (!document.hidden && Date.now() - offeredAt > RENEW_MS) void offer();
  };
  const begin = async () => {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.()) || isOver) return;
    renewOffer = offer;
    document.addEventListener('visibilitychange', onVisible);
    (globalThis.requestIdleCallback ?? setTimeout)(() => void offer());
  };
  if (canPasskeys) void begin();
  return () => {
    isOver = true;
    renewOffer = undefined;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
    if (!isAsking) current?.abort();
  };
}
