const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

// The forms of crypt(3), PHC strings and LDAP schemes. Compared as plain text, a stored hash that
// leaked would itself be a valid password.
const STORED_HASH = /^(?:\$[\w-]+\$|\{[\w-]+\})/;

/** What keeps a value from being a user-id (RFC 7617 section 2). Never repeats the value. */
export function usernameProblem(username: unknown): readonly string[] {
  const problem = textProblem(username);
  if (problem !== undefined) return [problem];
  if ((username as string).includes(':')) return ['has a colon, which ends a Basic username'];
  return [];
}

/** What keeps a value from being a password. Never repeats the value. */
export function passwordProblem(password: unknown): readonly string[] {
  const problem = textProblem(password);
  if (problem !== undefined) return [problem];
  if (STORED_HASH.test(password as string)) {
    return ['looks like a stored hash, and only plain passwords can be checked'];
  }
  return [];
}

function textProblem(value: unknown): string | undefined {
  if (value === undefined || value === '') return 'is not set or empty';
  if (typeof value !== 'string') return 'is not text';
  if (CONTROL_CHARACTER.test(value)) return 'has a control character, which RFC 7617 forbids';
  if (!value.isWellFormed()) return 'is not well-formed Unicode';
  return undefined;
}
