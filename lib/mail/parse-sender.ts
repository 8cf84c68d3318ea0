import { readEmail } from './email-address';

/** Whom mails come from. */
export interface Sender {
  /** The display name; empty where there is none. */
  readonly name: string;
  readonly address: string;
}

const MAX_NAME = 100;
const NAMED = /^([^<>]*)<([^<>]*)>$/;
const QUOTED = /^"(.*)"$/;
// What ends a line, and what would end the quotes around a name.
const NOT_IN_NAME = /[\p{Cc}\p{Zl}\p{Zp}"\\]/u;

/**
 * Reads `MAIL_FROM`: an address, or `Name <address>`, where the name may be in quotes.
 *
 * @returns `null` where it is neither.
 */
export function readSender(given: string): Sender | null {
  const [, named = '', address = given] = NAMED.exec(given) ?? [];
  const name = named.trim().replace(QUOTED, '$1');
  if (name.length > MAX_NAME || NOT_IN_NAME.test(name)) return null;
  return readEmail(address) !== null ? { name, address } : null;
}
