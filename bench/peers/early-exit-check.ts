import type { Target } from '../target';

/**
 * A check with an early exit, which shows that the test detects timing leaks. It refuses an unknown user
 * at once, and compares a password up to its first wrong character.
 */
export const earlyExitCheck: Target = {
  name: 'a check with an early exit',
  create(users) {
    const passwords = new Map(users.map(({ username, password }) => [username, password]));
    return (authorization = '') => {
      const decoded = Buffer.from(authorization.slice(6), 'base64').toString();
      const colon = decoded.indexOf(':');
      const known = passwords.get(decoded.slice(0, colon));
      if (known === undefined) return false;
      return isSame(decoded.slice(colon + 1), known);
    };
  },
};

function isSame(presented: string, known: string): boolean {
  for (let index = 0; index < known.length; index += 1) {
    if (presented.charCodeAt(index) !== known.charCodeAt(index)) return false;
  }
  return true;
}
