import type { Fields } from './header-fields';

// https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations
const MAX_AGE_SECONDS = 86_400;
const REPLACED = ['domain', 'httponly', 'secure'];

/**
 * Applies production's rules to Set-Cookie: HttpOnly and Secure are added, Domain is replaced.
 *
 * It is unverified whether production emits a Domain attribute. Here it does, so browsers refuse `__Host-` cookies and
 * no test can rely on them.
 *
 * @returns `null` if a cookie lives longer than a day, which leads to a 400.
 */
export function applyCookieRules(fields: Fields, domainName: string, now: number): Fields | null {
  const cookies = fields.filter(isCookie);
  if (cookies.some(([, cookie]) => livesTooLong(cookie, now))) return null;
  return fields.map(([name, value]) =>
    isCookie([name]) ? [name, secured(value, domainName)] : [name, value],
  );
}

function isCookie([name]: readonly [string, ...unknown[]]): boolean {
  return name.toLowerCase() === 'set-cookie';
}

function livesTooLong(cookie: string, now: number): boolean {
  return attributesOf(cookie).some((attribute) => {
    const [name = '', value = ''] = attribute.split('=', 2);
    if (name.toLowerCase() === 'max-age') return Number(value) > MAX_AGE_SECONDS;
    if (name.toLowerCase() !== 'expires') return false;
    return Date.parse(value) > now + MAX_AGE_SECONDS * 1000;
  });
}

function secured(cookie: string, domainName: string): string {
  const [pair] = cookie.split(';', 1);
  const kept = attributesOf(cookie).filter((attribute) => {
    const [name = ''] = attribute.split('=', 1);
    return !REPLACED.includes(name.toLowerCase());
  });
  return [pair, ...kept, `Domain=${domainName}`, 'HttpOnly', 'Secure'].join('; ');
}

function attributesOf(cookie: string): readonly string[] {
  const [, ...attributes] = cookie.split(';');
  return attributes.map((attribute) => attribute.trim());
}
