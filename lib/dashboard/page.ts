import { readDirectoryVariables } from '../config';
import { ownOrigin } from '../http/own-origin';
import { readAsset } from '../util/read-asset';

const NO_CONFIG = 'content="{}"';

// A public asset would have none of these. Without frame-ancestors, any other service of twil.io, which is the
// same site to a browser, could frame the page and lead the user's clicks.
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy':
    'publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)',
};

/** Returns the header fields of a page with a content security policy. */
export function pageHeaders(
  directives: readonly string[],
  cacheControl: 'no-cache' | 'no-store',
): Readonly<Record<string, string>> {
  const policy = directives.join('; ');
  return { ...HEADERS, 'Content-Security-Policy': policy, 'Cache-Control': cacheControl };
}

/**
 * Reads HTML of this library from a private asset, and writes into it what its script needs to know of the service.
 *
 * @throws Error if the asset was not deployed.
 */
export function readHtml(name: string, context: object): string {
  const html = readAsset(name);
  if (html === undefined || 'problem' in html) {
    throw new Error(`The private asset ${name} was not deployed or cannot be read.`);
  }
  const variables = readDirectoryVariables(context);
  // If the origin is wrong, every endpoint answers that the directory is not configured.
  const origin = ownOrigin(variables) ?? '';
  const config = {
    origin,
    service: URL.canParse(origin) ? new URL(origin).host : '',
    signUp: variables.ALLOW_SIGNUP === 'true',
    phoneCodes: variables.VERIFY_SERVICE_SID !== undefined,
  };
  const escaped = JSON.stringify(config).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return html.text.replace(NO_CONFIG, () => `content="${escaped}"`);
}
