import { type InferOutput, nullable, strictObject, string } from 'valibot';
import { parseTypedEmail } from '../../mail/email-address';
import { DirectoryError } from '../errors';
import { timestamp } from '../schemas';

// Anyone can have an address there, so no account can speak for all of them.
const PUBLIC_MAIL = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
  ...['yahoo.com', 'ymail.com', 'rocketmail.com', 'aol.com', 'icloud.com', 'me.com', 'mac.com'],
  ...['proton.me', 'protonmail.com', 'pm.me', 'tutanota.com', 'tuta.io', 'fastmail.com', 'hey.com'],
  ...['gmx.com', 'gmx.net', 'gmx.de', 'web.de', 't-online.de', 'freenet.de', 'posteo.de'],
  ...['mail.com', 'mail.ru', 'yandex.com', 'yandex.ru', 'zoho.com', 'qq.com', '163.com', '126.com'],
  ...['orange.fr', 'free.fr', 'laposte.net', 'libero.it', 'naver.com', 'rediffmail.com'],
]);
const MAX_LENGTH = 253;

/**
 * Parses a domain of email addresses, in lowercase ASCII.
 *
 * @throws DirectoryError `DOMAIN_INVALID`, also for public mail providers.
 */
export function parseAccountDomain(text: string): string {
  const domain = normalizeDomain(text);
  if (domain === undefined || domain.length > MAX_LENGTH || PUBLIC_MAIL.has(domain)) {
    throw new DirectoryError('DOMAIN_INVALID');
  }
  return domain;
}

/**
 * Returns the form in which the directory has a domain.
 *
 * @throws DirectoryError `NOT_FOUND` for a text that is no domain.
 */
export function requireDomain(text: string): string {
  const domain = normalizeDomain(text);
  if (domain === undefined) throw new DirectoryError('NOT_FOUND');
  return domain;
}

function normalizeDomain(text: string): string | undefined {
  return domainOf(`a@${text.trim().replace(/\.$/, '')}`);
}

/** Returns the domain of an email address in lowercase ASCII, or `undefined` if it is not an address. */
export function domainOf(email: string): string | undefined {
  return parseTypedEmail(email)?.key.split('@')[1];
}

/** A domain of an account, with the DNS record that proves it. */
export const accountDomain = strictObject({
  domain: string(),
  record: strictObject({ type: string(), name: string(), value: string() }),
  verifiedAt: nullable(timestamp),
  createdAt: timestamp,
});

interface DomainRow {
  readonly domain: string;
  readonly account_id: string;
  readonly token: string;
  readonly verified_at: Date | null;
  readonly created_at: Date;
}

export function describeDomain(row: DomainRow): InferOutput<typeof accountDomain> {
  const { domain, verified_at, created_at } = row;
  return {
    domain,
    record: { type: 'TXT', name: recordName(domain), value: recordValue(row) },
    verifiedAt: verified_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  };
}

export function recordName(domain: string): string {
  return `_twilio-functions-auth.${domain}`;
}

/** Returns the content of the DNS record. It names the account, so that a copy proves nothing for another. */
export function recordValue({
  account_id,
  token,
}: Pick<DomainRow, 'account_id' | 'token'>): string {
  return `ac=${account_id}; token=${token}`;
}
