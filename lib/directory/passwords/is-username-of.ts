import type { Identity } from '../../identity/identity';
import { readTypedEmail } from '../../mail/email-address';
import { DirectoryError } from '../errors';
import { readName } from '../users/display-name';

/** Whether a username is a user's e-mail address, or a service user's name, as these are compared. */
export function isNameOf({ userId, name }: Identity, username: string): boolean {
  const keyOf = userId === undefined ? nameKey : emailKey;
  const key = keyOf(username);
  return key !== undefined && key === keyOf(name);
}

function emailKey(text: string): string | undefined {
  return readTypedEmail(text)?.key;
}

function nameKey(text: string): string | undefined {
  try {
    return readName(text).key;
  } catch (reason) {
    if (reason instanceof DirectoryError) return undefined;
    throw reason;
  }
}
