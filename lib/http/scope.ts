// RFC 6749 section 3.3, scope-token.
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Returns whether a value is one scope: printable ASCII without spaces, quotes and backslashes. */
export function isScope(value: unknown): value is string {
  return typeof value === 'string' && SCOPE.test(value);
}
