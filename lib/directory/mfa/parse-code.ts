// Spaces and what cannot be seen, every dash, the minus sign and the hyphen bullet, the underscore.
const BETWEEN = /[\s\p{Z}\p{C}\p{Pd}\u2212\u2043_]/gu;

/**
 * Reads a code as people type and paste it, of an app or a recovery code: what stands between, before and
 * behind its characters does not count, and forms for display, as full-width digits, are the characters
 * that they show. Nothing of this makes a guess easier.
 */
export function readCode(text: string): string {
  return text.normalize('NFKC').replace(BETWEEN, '');
}
