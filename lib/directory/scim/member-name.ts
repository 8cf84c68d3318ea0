import type { ScimUser } from '../../scim/user';
import { parseDisplayName } from '../users/display-name';

const MAX_LENGTH = 100;

/**
 * Returns the name of a user whom an identity provider names: the display name, else the given and the family name, else
 * the address. A provider may send any text, so one that is no name is skipped.
 */
export function nameOfMember(user: Omit<ScimUser, 'externalId' | 'active'>): string {
  const { displayName, givenName, familyName, userName } = user;
  const whole = [givenName, familyName].filter((part) => part !== null).join(' ');
  for (const text of [displayName ?? '', whole]) {
    try {
      return parseDisplayName(text.slice(0, MAX_LENGTH)).name;
    } catch {
      // The next one.
    }
  }
  return userName.slice(0, MAX_LENGTH);
}
