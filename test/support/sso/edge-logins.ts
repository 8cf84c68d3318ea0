import { EDGE_ORIGIN, type EdgeAnswer, type EdgeBrowser } from '../edge/edge-browser';
import type { RawResponse } from '../edge/raw-request';
import type { SimpleSamlPhp } from '../saml/simplesamlphp';
import type { OidcProvider } from './oidc-provider';

export const RETURN_URI = `${EDGE_ORIGIN}/session/return-sso`;
export const ACS_URL = `${EDGE_ORIGIN}/session/return-saml`;

/** Who logs in, and where. */
export interface EdgeLogin {
  readonly identityProvider: string;
  readonly email: string;
}

/** Logs a user in with oidc-provider, as the page and the browser do. @returns the answer of `session/finish-sso`. */
export async function logInByOidc(
  browser: EdgeBrowser,
  provider: Pick<OidcProvider, 'follow'>,
  login: EdgeLogin,
): Promise<EdgeAnswer> {
  const { attempt, url } = await start(browser, login);
  const sent = await provider.follow(url, RETURN_URI);
  const target = `${new URL(RETURN_URI).pathname}?${new URLSearchParams(sent)}`;
  const returned = await browser.arrive({ target });
  return browser.call('session/finish-sso', { attempt, ...fragmentOf(returned) });
}

/** Logs Ada in with SimpleSAMLphp, as {@link logInByOidc}. The browser posts the form of its page. */
export async function logInBySaml(
  browser: EdgeBrowser,
  idp: Pick<SimpleSamlPhp, 'logIn' | 'url'>,
  login: EdgeLogin,
): Promise<EdgeAnswer> {
  const { attempt, url } = await start(browser, login);
  const form = await idp.logIn(url);
  const returned = await browser.arrive({
    method: 'POST',
    target: new URL(ACS_URL).pathname,
    fields: ['Content-Type: application/x-www-form-urlencoded', 'Origin: https://saml.example.net'],
    body: `${new URLSearchParams({ ...form })}`,
  });
  return browser.call('session/finish-sso', { attempt, ...fragmentOf(returned) });
}

async function start(
  browser: EdgeBrowser,
  login: EdgeLogin,
): Promise<{ readonly attempt: string; readonly url: string }> {
  const { status, json } = await browser.call('session/start-sso', login);
  if (status !== 200) throw new Error(`The login was not started: ${JSON.stringify(json)}`);
  return json;
}

/** Returns what the page finds in its fragment after the redirect from the provider. */
function fragmentOf({ status, head }: RawResponse): Readonly<Record<string, string>> {
  const [, fragment] = /^location: \/account#(\S+)/im.exec(head) ?? [];
  if (status !== 303 || fragment === undefined) throw new Error(`No way back to the page: ${head}`);
  const { sso: _mark, ...parameters } = Object.fromEntries(new URLSearchParams(fragment));
  return parameters;
}
