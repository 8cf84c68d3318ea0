import type { Contestant } from '../target';

/**
 * A check that leaks on purpose, to show that the test for leaks sees them: an unknown user is
 * refused at once, and a password is compared up to its first wrong character.
 */
export const leaky: Contestant = {
  name: 'a check that leaks on purpose',
  create(users) {
    const passwords = new Map(users.map(({ username, password }) => [username, password]));
    return (authorization = '') => {
      const pair = Buffer.from(authorization.slice(6), 'base64').toString();
      const colon = pair.indexOf(':');
      const known = passwords.get(pair.slice(0, colon));
      if (known === undefined) return false;
      return isSame(pair.slice(colon + 1), known);
    };
  },
};

function isSame(presented: string, known: string): boolean {
  for (let index = 0; index < known.length; index += 1) {
    if (presented.charCodeAt(index) !== known.charCodeAt(index)) return false;
  }
  return true;
}
