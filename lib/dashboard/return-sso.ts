import type { Handler } from '../types';
import { redirectToPage } from './redirect-to-page';

const PARAMETERS = ['code', 'state', 'iss', 'error'];
const MAX_LENGTH = 4096;

/**
 * Returns the handler of the redirect URI that is registered at identity providers. It sends the browser to the dashboard's
 * page, with the parameters of the provider in the fragment, and decides nothing: `session/finish-sso` does, which only
 * the page that started the login can call.
 *
 * The session cookie is `SameSite=Strict`, so a page that it guards would not get it in a redirect from another site.
 */
export function returnSso(): Handler<object, object> {
  return (_context, event) => {
    const given = event as Readonly<Record<string, unknown>>;
    const fragment = new URLSearchParams({ sso: '' });
    for (const name of PARAMETERS) {
      const value = given[name];
      const isKept = typeof value === 'string' && value.length <= MAX_LENGTH;
      if (isKept) fragment.set(name, value);
    }
    return redirectToPage(fragment);
  };
}
