// The script that runs before the first paint, so it is small. It applies the theme, and shows a visitor the login
// before the main script is loaded, which then takes over the same elements.

import { canPasskeys } from './can-passkeys';
import { applyTheme, storedTheme } from './color-scheme';
import { config } from './config';
import { ownSessionId } from './own-session';

if (window.self === window.top) {
  applyTheme(storedTheme());
  if (isLoginDue()) showLogin();
}

// A user whose session may last must not see a login first.
function isLoginDue(): boolean {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const isPlainLogin = (path === '' || path === 'log-in') && !/(?:email|reason)=/.test(query);
  return isPlainLogin && ownSessionId() === null && config.origin === location.origin;
}

function showLogin(): void {
  const login = template().content;
  const service = login.querySelector('.service');
  if (service !== null) service.textContent = config.service;
  if (!config.signUp) login.querySelector('.below')?.remove();
  if (!canPasskeys) login.querySelector('[name="by"]')?.remove();
  const form = login.querySelector('form');
  // The main script sends what the user has sent too early.
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    form.dataset['sent'] = (event.submitter as HTMLButtonElement | null)?.value ?? '';
  });
  document.body.prepend(login);
  form?.querySelector('input')?.focus();
  // After a click on a link to another screen, nothing must be typed into the login.
  const taken = new AbortController();
  addEventListener('hashchange', () => document.querySelector('main')?.remove(), taken);
  addEventListener('takeover', () => taken.abort(), taken);
}

// The page has a login in each language, as a template.
function template(): HTMLTemplateElement {
  const languages = [...navigator.languages.map((tag) => tag.split('-')[0]), 'en'];
  const found = languages.map((tag) => document.querySelector(`template[lang="${tag}"]`));
  return found.find((one) => one !== null) as HTMLTemplateElement;
}
