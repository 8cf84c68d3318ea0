import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { THEMES } from '../color-scheme';
import { isAllowed } from '../place';
import { go, hrefOf } from '../router';
import { ACCOUNT_SCREENS, OWN_SCREENS, SCREENS } from '../screens/screens';
import { logOut, switchAccount, who } from '../session';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { chooseTheme, theme } from '../theme';
import { errorText } from './failure-text';
import { Icon, type IconName } from './icon';
import { Menu, MenuItem } from './menu';
import { Notices } from './notices';
import { say } from './toast';

const ICONS: Readonly<Record<string, IconName>> = {
  me: 'user',
  'me/security': 'shield',
  'me/sessions': 'device',
  'me/credentials': 'key',
  'me/activity': 'clock',
  members: 'users',
  invitations: 'mail',
  'service-users': 'bot',
  credentials: 'key',
  'single-sign-on': 'log-in',
  events: 'list',
  settings: 'settings',
};

/** The properties of {@link Frame}. */
export interface FrameProps {
  /** The name of the screen. */
  readonly current: string;
  readonly children: ComponentChildren;
}

const IDLE_MS = 2000;

/** What surrounds every screen after a login: the account, the navigation, and the user. */
export function Frame({ current, children }: FrameProps) {
  const isOpen = useSignal(false);
  const close = () => {
    isOpen.value = false;
  };
  useEffect(() => {
    const timer = setTimeout(loadScreens, IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="frame">
      <button type="button" class="skip" onClick={skip}>
        {text.frame.skip}
      </button>
      <header class={isOpen.value ? 'side open' : 'side'}>
        <div class="top">
          <AccountMenu />
          <button
            type="button"
            class="button quiet toggle"
            aria-expanded={isOpen.value}
            aria-controls="navigation"
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            <Icon name={isOpen.value ? 'close' : 'menu'} />
            <span class="visually-hidden">{text.frame.menu}</span>
          </button>
        </div>
        <nav id="navigation" aria-label={text.frame.menu}>
          <Section title={text.frame.sections.own} names={OWN_SCREENS} {...{ current, close }} />
          <Section
            title={who.value?.account?.name ?? text.frame.sections.account}
            names={ACCOUNT_SCREENS.filter(isAllowed)}
            {...{ current, close }}
          />
          <UserMenu />
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <Notices />
        {children}
      </main>
    </div>
  );
}

// A button, because a link to #content would be a place of this page.
// A click in the navigation waits for no file. What fails here is loaded again by the click.
function loadScreens(): void {
  if (!navigator.onLine) return;
  for (const name of [...OWN_SCREENS, ...ACCOUNT_SCREENS.filter(isAllowed)]) {
    SCREENS[name]?.load?.().catch(() => undefined);
  }
}

function skip(): void {
  document.getElementById('content')?.focus();
}

interface SectionProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly current: string;
  readonly close: () => void;
}

function Section({ title, names, current, close }: SectionProps) {
  const titles: Readonly<Record<string, string>> = text.frame.screens;
  if (names.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a
              href={hrefOf(name)}
              onClick={close}
              aria-current={isAt(current, name) ? 'page' : undefined}
            >
              <Icon name={ICONS[name] ?? 'list'} />
              {titles[name]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

// A member's own screen belongs to the members.
function isAt(current: string, name: string): boolean {
  return current === name || (name !== 'me' && current.startsWith(`${name}/`));
}

function AccountMenu() {
  const { account, accounts = [] } = who.value ?? {};
  const choose = async (id: string, name: string) => {
    const answer = await switchAccount(id);
    if ('failure' in answer) return say(errorText(answer.failure.code));
    say(text.frame.accountNow(name));
    go('me');
  };
  const label = (
    <>
      <span class="logo" aria-hidden="true">
        {account?.name.slice(0, 1).toUpperCase()}
      </span>
      <span class="cut">{account?.name}</span>
      {accounts.length > 1 && <Icon name="chevron-down" />}
    </>
  );
  if (accounts.length < 2) return <div class="account">{label}</div>;
  return (
    <Menu look="account button quiet" button={label}>
      {() => (
        <>
          {accounts
            .filter(({ active }) => active)
            .map(({ id, name }) => (
              <MenuItem
                key={id}
                isCurrent={id === account?.id}
                onClick={() => {
                  if (id !== account?.id) void choose(id, name);
                }}
              >
                <span class="cut">{name}</span>
              </MenuItem>
            ))}
        </>
      )}
    </Menu>
  );
}

function UserMenu() {
  const user = who.value?.user;
  return (
    <div class="user">
      <Menu
        look="button quiet"
        button={
          <>
            <span class="cut">
              <strong>{user?.name}</strong>
              <span class="muted small">{user?.email}</span>
            </span>
            <Icon name="chevron-down" />
          </>
        }
      >
        {() => (
          <>
            <p class="muted small">{text.frame.theme}</p>
            {THEMES.map((one) => (
              <MenuItem key={one} isCurrent={theme.value === one} onClick={() => chooseTheme(one)}>
                {text.frame.themes[one]}
              </MenuItem>
            ))}
            <hr />
            <MenuItem onClick={() => void logOut()}>
              <Icon name="log-out" />
              {text.common.logOut}
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  );
}
