import { readEmail } from '../email-address';
import { plainName } from './plain-name';

// An address may have a path in it, as in www.example.com/page@example.com.
const LOOKS_LIKE_A_LINK = /^[^@]*\/|^www\./i;

/** Returns an email address as a mail can show it: whole, unless a mail program would make a link of a part. */
export function shownAddress(address: string): string {
  const isShown = readEmail(address) !== null && !LOOKS_LIKE_A_LINK.test(address);
  return isShown ? address : plainName(address);
}
