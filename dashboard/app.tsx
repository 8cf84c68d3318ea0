import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { interruption, isOffline } from './ask';
import { config } from './config';
import { loadInsideStyle } from './inside-style';
import { ownSessionId } from './own-session';
import { Toast } from './parts/toast';
import { Failed, Foreign, NewVersion, NotFound, Refused, WrongOrigin } from './parts/whole-page';
import { isAllowed, redirectOf } from './place';
import { go, leaveFor, nextUrl, route } from './router';
import { screenAt } from './screens/screens';
import { isForeign, who, whoFailure } from './session';
import { effect, signal } from './signal';
import { loadTexts, text } from './texts/text';

/** The screen that is shown. Without a name it is the whole page, such as that there is a new version. */
interface Shown {
  readonly name: string | null;
  readonly Screen: ComponentType;
}
const shown = signal<Shown | null>(null);

/** The parts that surround the screens behind the login. They are loaded with the first of them. */
const inside = signal<typeof import('./inside') | null>(null);

/** Begins to choose the screen by the address and the user. Call it before the page is rendered. */
export function startScreens(): void {
  effect(() => {
    if (who.value !== undefined && !isForeign()) follow();
  });
  effect(() => {
    if (interruption.value !== null) void loadInside();
  });
}

/** The whole page. */
export function App() {
  const Interruptions = inside.value?.Interruptions;
  return (
    <>
      <OfflineBar />
      <Content />
      {Interruptions !== undefined && <Interruptions />}
      <Toast />
    </>
  );
}

function Content() {
  if (config.origin !== '' && config.origin !== location.origin) return <WrongOrigin />;
  if (whoFailure.value !== null && who.value === undefined) {
    return <Failed failure={whoFailure.value} />;
  }
  if (who.value === undefined) return <main id="content" aria-busy="true" />;
  if (isForeign()) return <Foreign />;
  if (shown.value === null) return <main id="content" aria-busy="true" />;
  const { name, Screen } = shown.value;
  const Frame = inside.value?.Frame;
  const screen = <Screen key={route.value.path} />;
  if (Frame === undefined || name === null || !isInside(name)) return screen;
  return <Frame current={name}>{screen}</Frame>;
}

// A screen that the role does not see has the frame, too.
function isInside(name: string): boolean {
  const access = screenAt(name)?.[1].access ?? 'authenticated';
  return who.value?.status === 'authenticated' && !ENTRY.includes(access);
}

const ENTRY: readonly string[] = [
  'anyone',
  'visitor',
  'mfa_required',
  'mfa_enrollment_required',
  'no_account',
];

function OfflineBar() {
  useEffect(() => {
    const onChange = () => {
      isOffline.value = !navigator.onLine;
    };
    addEventListener('online', onChange);
    addEventListener('offline', onChange);
  }, []);
  return <div role="status">{isOffline.value && <p class="bar">{text.common.offline}</p>}</div>;
}

// Shows the screen of the address, or leads to the one that has to come first.
function follow(): void {
  const user = who.value ?? null;
  const redirect = redirectOf(user, route.value);
  if (redirect !== null) {
    go(redirect.path, redirect.query, { replace: true });
    return;
  }
  const next = nextUrl(route.value.query.get('next'));
  const isDue = user?.status === 'authenticated' && route.value.path !== 'step-up';
  if (!isDue || next === null) void show(route.value.path);
  else if (!leaveFor(next)) shown.value = { name: null, Screen: Refused };
}

async function show(path: string): Promise<void> {
  const [name, screen] = screenAt(path) ?? [];
  if (name === undefined || screen === undefined || !isAllowed(path)) {
    shown.value = { name: path, Screen: NotFound };
    return;
  }
  try {
    if (screen.load !== undefined && who.value) await loadInside();
    const Screen = screen.component ?? (await screen.load?.()) ?? NotFound;
    if (route.value.path === path) shown.value = { name, Screen };
  } catch {
    shown.value = { name: null, Screen: NewVersion };
  }
}

/** Begins to load what the screen of the address needs, while the service answers who is logged in. */
export function loadEarly(): void {
  const isInside = ownSessionId() !== null;
  const screen = screenAt(route.value.path)?.[1];
  const isDue = isInside || screen?.access === 'anyone';
  // A failure appears when the screen is shown.
  if (isInside) loadInside().catch(() => undefined);
  if (isDue) screen?.load?.().catch(() => undefined);
}

let loading: Promise<void> | undefined;

function loadInside(): Promise<void> {
  loading ??= loadInsideNow().catch((failure) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

async function loadInsideNow(): Promise<void> {
  const [parts] = await Promise.all([import('./inside'), loadTexts('inside'), loadInsideStyle()]);
  inside.value = parts;
}
