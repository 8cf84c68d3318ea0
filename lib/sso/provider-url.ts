import type { ProviderType } from './sso';

const MAX_LENGTH = 255;
// A top-level domain begins with a letter, and the last part of an IPv4 address does not. An IPv6 address ends with a bracket.
const NAME = /\.[a-z][a-z\d-]*$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
// RFC 6761, RFC 6762, RFC 8375 and the private domain of ICANN: names of a local network only.
const LOCAL = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/;
const ENTRA = /^https:\/\/login\.microsoftonline\.com\/([\w.-]+)\/v2\.0$/;
// Any organization could log in with these (Microsoft identity platform, "OpenID Connect").
const ENTRA_OF_EVERYBODY = ['common', 'organizations', 'consumers'];

/**
 * Returns whether a request may be sent to a URL of a provider: over https, to a name that is not of a local network. An
 * administrator of an account chooses the URL, and must not reach what only this service can reach.
 */
export function isProviderUrl(text: string, allowLoopback: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (allowLoopback && protocol === 'http:' && LOOPBACK.test(hostname)) return true;
  const host = hostname.replace(/\.$/, '');
  return protocol === 'https:' && NAME.test(host) && !LOCAL.test(host);
}

/** Returns the problem of an issuer as a phrase that follows its name, or `undefined` if it can be used. */
export function issuerProblem(
  type: ProviderType,
  issuer: string,
  allowLoopback: boolean,
): string | undefined {
  if (issuer.length > MAX_LENGTH || !isProviderUrl(issuer, allowLoopback)) {
    return 'must be an https URL with a public host name';
  }
  const { origin, search, hash } = new URL(issuer);
  if (search !== '' || hash !== '' || /[?#]/.test(issuer))
    return 'must have no query and no fragment';
  if (allowLoopback && origin.startsWith('http:')) return undefined;
  return problemOfType(type, issuer, origin);
}

function problemOfType(type: ProviderType, issuer: string, origin: string): string | undefined {
  if (type === 'github' && issuer !== origin)
    return 'must be an origin, such as https://github.com';
  if (type === 'google' && issuer !== 'https://accounts.google.com') {
    return 'must be https://accounts.google.com';
  }
  if (type !== 'entra') return undefined;
  const [, tenant] = ENTRA.exec(issuer) ?? [];
  if (tenant === undefined) return 'must be https://login.microsoftonline.com/TENANT/v2.0';
  return ENTRA_OF_EVERYBODY.includes(tenant) ? `must name one tenant, not ${tenant}` : undefined;
}
