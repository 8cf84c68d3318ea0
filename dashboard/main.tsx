import { render } from 'preact';
import { App } from './app';
import { startRouter } from './router';
import { followSession, refresh } from './session';
import { chooseLanguage } from './texts/text';
import { applyTheme } from './theme';

// A page that frames this one could make the user click on what it hides.
if (window.self === window.top) void start();

async function start(): Promise<void> {
  applyTheme();
  startRouter();
  followSession();
  await Promise.all([chooseLanguage(), refresh()]);
  render(<App />, document.body);
}
