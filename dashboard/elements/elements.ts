import { parseHash, route } from '../router';
import { followSession, startSession } from '../session';
import { elements as de } from '../texts/de/elements';
import { elements as en } from '../texts/en/elements';
import { addTexts, chooseLanguage, language } from '../texts/text';
import { AuthLogin } from './auth-login';
import { AuthMembers } from './auth-members';
import { AuthUser } from './auth-user';
import { defineElement } from './define-element';
import { startOverlays } from './overlays';

// The custom elements for pages of the service. All of them share one session.

const NAMES = 'auth-login, auth-user, auth-members';

// A page that frames this one could make the user click on what it hides.
if (window.self === window.top) void start();

async function start(): Promise<void> {
  readPlace();
  startOverlays();
  followSession(() => document.querySelector('auth-members') !== null);
  await Promise.all([loadTexts(), startSession()]);
  defineElement('auth-login', AuthLogin, ['next']);
  defineElement('auth-user', AuthUser, ['settings']);
  defineElement('auth-members', AuthMembers);
}

// The redirect of a guarded Function names its page behind the #. The address itself belongs to the page.
function readPlace(): void {
  const place = parseHash(location.hash);
  if (place.path === 'log-in' || place.path === 'step-up') route.value = place;
}

// The language of the page comes first, in the variant of the browser, such as en-GB.
async function loadTexts(): Promise<void> {
  const element = document.querySelector(NAMES) ?? document.documentElement;
  const wanted = element.closest<HTMLElement>('[lang]')?.lang ?? '';
  const isWanted = (tag: string) => tag.split('-')[0] === wanted.split('-')[0];
  const variants = navigator.languages.filter(isWanted);
  await chooseLanguage([...(wanted.includes('-') ? [] : variants), wanted, ...navigator.languages]);
  addTexts({ elements: language.startsWith('de') ? de : en });
}
