import { readDirectoryVariables } from '../config';
import { ownOrigin } from '../http/own-origin';
import type { Handler } from '../types';
import { readAsset } from '../util/read-asset';

const PAGE = '/dashboard.html';
const NO_CONFIG = 'content="{}"';

const POLICY = [
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
].join('; ');

// A public asset would have none of these. Without frame-ancestors, any other service of twil.io, which is the
// same site to a browser, could frame the page and lead the user's clicks.
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': POLICY,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy':
    'publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)',
  // The page holds no secret, but the names of its scripts must be those of the last deploy.
  'Cache-Control': 'no-cache',
};

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
    const page = readAsset(PAGE);
    if (page === undefined || 'problem' in page) {
      throw new Error('The private asset /dashboard.html was not deployed or cannot be read.');
    }
    const response = new Twilio.Response().setBody(withConfig(page.text, context));
    for (const [name, value] of Object.entries(HEADERS)) response.appendHeader(name, value);
    return response;
  };
}

function withConfig(page: string, context: object): string {
  const variables = readDirectoryVariables(context);
  // If the origin is wrong, every endpoint answers that the directory is not configured.
  const origin = ownOrigin(variables) ?? '';
  const config = {
    origin,
    service: URL.canParse(origin) ? new URL(origin).host : '',
    signUp: variables.ALLOW_SIGNUP === 'true',
  };
  const escaped = JSON.stringify(config).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return page.replace(NO_CONFIG, () => `content="${escaped}"`);
}
