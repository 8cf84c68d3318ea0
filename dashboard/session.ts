import type { paths } from '../client/api';
import { hasRole, type RoleName } from '../lib/identity/roles';
import { type Answer, ask, type Call, type Failure, onRefused, send } from './ask';
import { keepOwnSessionId, ownSessionId } from './own-session';
import { isEmbedded } from './page';
import { signal } from './signal';

/** Who is logged in, to which account, and what remains to be done. */
export type Who = paths['/session/show']['get']['responses'][200]['content']['application/json'];

/** Who is logged in: null for a visitor, undefined until the service has answered. */
export const who = signal<Who | null | undefined>(undefined);

/** Why the service could not say who is logged in. */
export const whoFailure = signal<Failure | null>(null);

/** Whether the user has logged in since the page was loaded. */
export const isFreshLogin = signal(false);

/** Returns whether another page of the domain may have set the session's cookie: this page did not start the session. */
export function isForeign(): boolean {
  const session = who.value?.session.id;
  return session !== undefined && session !== ownSession.value;
}

const ownSession = signal(ownSessionId());
const channel = new BroadcastChannel('session');
const show: Call<Who> = (client) => client.GET('/session/show');

// What the user typed stays on the screen until the user has decided, so an ended session changes nothing here.
onRefused.run = async () => {
  const before = who.value;
  const answer = await send(show);
  if ('failure' in answer) {
    endIfRefused(answer.failure);
    return before && answer.failure.code === 'SESSION_EXPIRED' ? 'ended' : 'other';
  }
  who.value = answer.data;
  return isSameLogin(before, answer.data) ? 'same' : 'other';
};

/** Returns whether two answers are about the same user in the same account, with the same steps left. */
export function isSameLogin(one: Who | null | undefined, other: Who | null | undefined): boolean {
  return (
    one?.user.id === other?.user.id &&
    one?.account?.id === other?.account?.id &&
    one?.status === other?.status
  );
}

// An account that does not allow the address shows nothing: the whole page says so.
function endIfRefused(failure: Failure): void {
  if (failure.code !== 'ADDRESS_REFUSED') return;
  whoFailure.value = failure;
  who.value = undefined;
}

let latest = 0;

/** Asks the service who is logged in. With `isOwn`, this page has started the session. */
export async function refresh({ isOwn = false } = {}): Promise<void> {
  latest += 1;
  const turn = latest;
  const answer = await send(show);
  // The answer to an older call comes too late.
  if (turn !== latest) return;
  const isVisitor = 'failure' in answer && answer.failure.code === 'SESSION_EXPIRED';
  whoFailure.value = 'failure' in answer && !isVisitor ? answer.failure : null;
  if (isVisitor) who.value = null;
  if ('failure' in answer) return endIfRefused(answer.failure);
  // First, so that nothing takes the session for a foreign one in between.
  if (isOwn) accept(answer.data.session.id);
  who.value = answer.data;
}

/**
 * Begins with who is logged in. A browser that has no session of this page is a visitor's until the service says
 * something else, so the login does not wait for the answer.
 */
export async function startSession(): Promise<void> {
  const answered = refresh();
  if (ownSessionId() !== null) return answered;
  who.value = null;
  void answered.then(() => {
    if (whoFailure.value !== null && who.value === null) who.value = undefined;
  });
}

/** Asks again after this page has started or replaced the session, and tells the other tabs. */
export async function entered(): Promise<void> {
  await refresh({ isOwn: true });
  acceptSession();
  channel.postMessage('changed');
}

/** Accepts the session of this browser as one that the user knows. */
export function acceptSession(): void {
  const session = who.value?.session.id;
  if (session !== undefined) accept(session);
}

function accept(session: string): void {
  keepOwnSessionId(session);
  ownSession.value = session;
}

/** Where what the user typed is kept, while this tab is at an identity provider. */
export const TYPED = 'typed';

/** Where the page of a logout at the provider is kept, while this page is loaded again. */
export const PROVIDER_LOGOUT = 'provider-logout';

/**
 * Ends the session. The page is loaded again, so that nothing of the account stays in memory.
 *
 * @param place - the place that it shows then. Default: the login, or the offer to log out at the provider, too.
 */
export async function logOut(place = ''): Promise<Failure | null> {
  const answer = await send((client) => client.POST('/session/log-out', { body: {} }));
  if ('failure' in answer && answer.failure.code !== 'SESSION_EXPIRED') return answer.failure;
  keepOwnSessionId(null);
  sessionStorage.removeItem(TYPED);
  channel.postMessage('logged-out');
  const url = 'data' in answer ? answer.data.providerLogoutUrl : null;
  if (url !== null) sessionStorage.setItem(PROVIDER_LOGOUT, url);
  leave(place || (url === null ? '' : '#/logged-out'));
  return null;
}

/** Moves the session to another account of the user. */
export async function switchAccount(account: string): Promise<Answer<unknown>> {
  const answer = await send((client) =>
    client.POST('/session/switch-account', { body: { account } }),
  );
  if ('data' in answer) await entered();
  return answer;
}

/** Returns whether the user has a role in the account. */
export function may(role: RoleName): boolean {
  const roles = who.value?.roles;
  return roles !== null && roles !== undefined && hasRole(roles, role);
}

/** Returns whether the session began at an identity provider. */
export function isSsoSession(): boolean {
  return who.value?.session.authenticatedBy.includes('sso') === true;
}

/**
 * Follows what other tabs do with the session, and what happens while this tab is hidden.
 *
 * @param isBusy - whether the user may have typed something, so that an ended session must not remove it.
 */
export function followSession(isBusy = () => true): void {
  channel.onmessage = ({ data }) => {
    if (data === 'logged-out' && who.value) leave();
    else void refreshKnown();
  };
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void refresh();
  });
  document.addEventListener('visibilitychange', () => {
    // During an enrollment, the page shows recovery codes that a complete session would replace.
    const isComplete = who.value?.status === 'authenticated';
    if (document.visibilityState === 'visible' && isComplete)
      void (isBusy() ? recheck() : refresh());
  });
}

// The other tab has stored the session that it started.
async function refreshKnown(): Promise<void> {
  ownSession.value = ownSessionId();
  await refresh();
}

// If the session has ended, the user can log in without losing what was typed.
async function recheck(): Promise<void> {
  const answer = await ask(show);
  if ('data' in answer) who.value = answer.data;
}

function leave(place = ''): void {
  // The elements tell their page.
  if (isEmbedded) {
    who.value = null;
    return;
  }
  // A hash alone would not load the page again.
  history.replaceState(null, '', location.pathname + place);
  location.reload();
}
