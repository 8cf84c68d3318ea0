import { render } from 'preact';
import { App, loadEarly, startScreens } from './app';
import { startRouter } from './router';
import { followSession, startSession } from './session';
import { chooseLanguage, language } from './texts/text';

// A page that frames this one could make the user click on what it hides.
if (window.self === window.top) void start();

async function start(): Promise<void> {
  startRouter();
  followSession();
  const texts = chooseLanguage();
  document.documentElement.lang = language;
  loadEarly();
  await Promise.all([texts, startSession()]);
  // The start script may have shown the login already. Its elements are taken over, with what the user has typed.
  startScreens();
  dispatchEvent(new Event('takeover'));
  const sent = document.querySelector<HTMLElement>('form[data-sent]')?.dataset['sent'];
  render(<App />, document.body);
  if (sent === undefined) return;
  const form = document.querySelector('form');
  form?.requestSubmit(form.querySelector<HTMLElement>(`button[value="${sent}"]`));
}
