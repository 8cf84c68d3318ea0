import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { ownSessionId } from '../own-session';
import { errorText } from '../parts/failure-text';
import { Icon } from '../parts/icon';
import { Menu, MenuItem } from '../parts/menu';
import { say } from '../parts/toast';
import { hrefOf } from '../router';
import { logOut, PROVIDER_LOGOUT, switchAccount, who } from '../session';
import { text } from '../texts/text';
import type { ElementProps } from './define-element';
import { dispatch, identityOf } from './events';
import { isKnown } from './gate';
import type { AuthIdentity } from './types';

/**
 * `<auth-user>`: who is logged in, and a menu. For a visitor it is empty. After a logout it offers the one at the identity
 * provider with which the user had logged in.
 */
export function AuthUser({ element }: ElementProps) {
  const identity = isKnown() ? identityOf(who.value) : undefined;
  const wasLoggedIn = useRef(false);
  wasLoggedIn.current ||= identity !== undefined;
  useChanges(element, identity);
  // A logout loads the page again, and the offer must outlast that.
  if (who.value === null && !wasLoggedIn.current) return <ProviderLogout />;
  if (identity === undefined) return null;
  const { user, account } = identity;
  return (
    <div class="user">
      <Menu
        look="button quiet"
        button={
          <>
            <span class="logo" aria-hidden="true">
              {user.name.slice(0, 1).toUpperCase()}
            </span>
            <span class="cut">
              <strong>{user.name}</strong>
              <span class="muted small">{account.name}</span>
            </span>
            <Icon name="chevron-down" />
          </>
        }
      >
        {() => <Items identity={identity} settings={element.getAttribute('settings')} />}
      </Menu>
    </div>
  );
}

function ProviderLogout() {
  const url = useRef(sessionStorage.getItem(PROVIDER_LOGOUT)).current;
  useEffect(() => sessionStorage.removeItem(PROVIDER_LOGOUT), []);
  if (url === null) return null;
  return (
    <a class="button quiet" href={url}>
      {text.elements.logOutThere(new URL(url).host)}
    </a>
  );
}

interface ItemsProps {
  readonly identity: AuthIdentity;
  readonly settings: string | null;
}

function Items({ identity: { user, account }, settings }: ItemsProps) {
  const own = text.elements;
  const accounts = who.value?.accounts.filter(({ active }) => active) ?? [];
  return (
    <>
      <p class="muted small">{user.email}</p>
      {accounts.length > 1 && (
        <>
          <hr />
          <p class="muted small">{own.switchAccount}</p>
          {accounts.map(({ id, name }) => (
            <MenuItem
              key={id}
              isCurrent={id === account.id}
              onClick={() => {
                if (id !== account.id) void change(id);
              }}
            >
              <span class="cut">{name}</span>
            </MenuItem>
          ))}
        </>
      )}
      <hr />
      <a class="item" href={settings ?? hrefOf('me')}>
        <Icon name="settings" />
        {own.settings}
      </a>
      <MenuItem onClick={() => void leave()}>
        <Icon name="log-out" />
        {text.common.logOut}
      </MenuItem>
    </>
  );
}

async function change(account: string): Promise<void> {
  const answer = await switchAccount(account);
  if ('failure' in answer) say(errorText(answer.failure.code));
}

async function leave(): Promise<void> {
  const failure = await logOut();
  if (failure !== null) say(errorText(failure.code));
}

// What the page around shows may belong to the user or account of before: it hears of a change before the change is visible.
function useChanges(element: HTMLElement, now: AuthIdentity | undefined): void {
  const last = useRef<AuthIdentity | undefined>(undefined);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = now;
    if (before === undefined) return;
    if (now !== undefined) {
      if (dispatch(element, 'auth:account-changed', now)) location.reload();
      return;
    }
    // A logout forgets the session. One that has expired stays known.
    const reason = ownSessionId() === null ? 'logged-out' : 'expired';
    const mayReload = dispatch(element, 'auth:logged-out', { reason });
    if (mayReload && reason === 'logged-out') location.reload();
  }, [now?.user.id, now?.account.id]);
}
