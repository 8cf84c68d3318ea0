import type { Handler } from '../types';
import { pageHeaders, readHtml } from './page';

// The page holds no secret, but the names of its scripts must be those of the last deploy.
const HEADERS = pageHeaders(
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ],
  'no-cache',
);

/**
 * Returns the handler of the dashboard's page: login, the user's own settings and the account's administration.
 *
 * The page is the private asset `/dashboard.html`, which the build or `npx twilio-functions-auth add dashboard`
 * writes. Everyone may load it, because it contains no data: the page calls the directory's endpoints.
 *
 * @throws Error on a call, if the asset was not deployed.
 * @example
 * // functions/account.ts
 * export const handler = open(dashboard());
 */
export function dashboard(): Handler<object, object> {
  return (context) => {
    const response = new Twilio.Response().setBody(readHtml('/dashboard.html', context));
    for (const [name, value] of Object.entries(HEADERS)) response.appendHeader(name, value);
    return response;
  };
}
