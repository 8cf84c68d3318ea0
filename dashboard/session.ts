import { computed, signal } from '@preact/signals';
import type { paths } from '../client/api';
import { hasRole, type RoleName } from '../lib/identity/roles';
import { type Answer, type Failure, onRefused, send } from './ask';

/** Who is logged in, to which account, and what remains to be done. */
export type Who = paths['/session/show']['get']['responses'][200]['content']['application/json'];

/** Who is logged in: null for a visitor, undefined until the service has answered. */
export const who = signal<Who | null | undefined>(undefined);

/** Why the service could not say who is logged in. */
export const whoFailure = signal<Failure | null>(null);

/** The session of this browser was not started by this page: another page of the domain may have set its cookie. */
export const isForeign = computed(() => {
  const session = who.value?.session.id;
  return session !== undefined && session !== ownSession.value;
});

const OWN_SESSION = 'session';
const ownSession = signal(localStorage.getItem(OWN_SESSION));
const channel = new BroadcastChannel('session');

onRefused.run = async () => {
  await refresh();
  return who.value?.status === 'authenticated';
};

/** Asks the service who is logged in. */
export async function refresh(): Promise<void> {
  const answer = await send((client) => client.GET('/session/show'));
  const isVisitor = 'failure' in answer && answer.failure.code === 'SESSION_EXPIRED';
  whoFailure.value = 'failure' in answer && !isVisitor ? answer.failure : null;
  if ('data' in answer) who.value = answer.data;
  else if (isVisitor) who.value = null;
}

/** Asks again after this page has started or replaced the session, and tells the other tabs. */
export async function entered(): Promise<void> {
  await refresh();
  acceptSession();
  channel.postMessage('changed');
}

/** Accepts the session of this browser as one that the user knows. */
export function acceptSession(): void {
  const session = who.value?.session.id;
  if (session === undefined) return;
  localStorage.setItem(OWN_SESSION, session);
  ownSession.value = session;
}

/** Ends the session. The page is loaded again, so that nothing of the account stays in memory. */
export async function logOut(): Promise<Failure | null> {
  const answer = await send((client) => client.POST('/session/log-out', { body: {} }));
  if ('failure' in answer && answer.failure.code !== 'SESSION_EXPIRED') return answer.failure;
  localStorage.removeItem(OWN_SESSION);
  channel.postMessage('logged-out');
  leave();
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

/** Follows what other tabs do with the session, and what happens while this tab is hidden. */
export function followSession(): void {
  channel.onmessage = ({ data }) => {
    if (data === 'logged-out' && who.value) leave();
    else void refresh().then(acceptSession);
  };
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void refresh();
  });
  document.addEventListener('visibilitychange', () => {
    // During an enrollment, the page shows recovery codes that a complete session would replace.
    const isComplete = who.value?.status === 'authenticated';
    if (document.visibilityState === 'visible' && isComplete) void refresh();
  });
}

function leave(): void {
  // A hash alone would not load the page again.
  history.replaceState(null, '', location.pathname);
  location.reload();
}
