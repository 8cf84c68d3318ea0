const MAX_USERNAME_CHARACTERS = 128;
const MAX_PASSWORD_CHARACTERS = 128;
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const OUTER_SPACE = /^\s|\s$/;

/**
 * Returns why a value cannot be the name of a user, client or token in the settings. A problem never
 * contains the value.
 */
export function usernameProblem(username: unknown): string | undefined {
  return userIdProblem(username) ?? nameProblem(username as string);
}

/** Returns the problem of a name with characters that are invisible and so not intended. */
export function nameProblem(name: string): string | undefined {
  if (name.startsWith('\ufeff')) return 'begins with a byte order mark: remove it';
  if (OUTER_SPACE.test(name)) return 'begins or ends with white space';
  return hasInvisible(name) ? 'has an invisible character' : undefined;
}

// Characters that are invisible, or look like a plain space. The expression is no constant of this file, because it is
// slow to create, as all with Unicode properties are. Most names do not need it.
function hasInvisible(name: string): boolean {
  if (PRINTABLE_ASCII.test(name)) return false;
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/u.test(
    name,
  );
}

/** Returns why a value cannot be a user-id (RFC 7617 section 2). */
export function userIdProblem(username: unknown): string | undefined {
  const problem = textProblem(username);
  if (problem !== undefined) return problem;
  if ((username as string).includes(':')) return 'has a colon, which ends a Basic username';
  if (characters(username as string) > MAX_USERNAME_CHARACTERS) {
    return `has over ${MAX_USERNAME_CHARACTERS} characters`;
  }
  return undefined;
}

/** Returns why a value cannot be a password or a stored hash. */
export function textProblem(value: unknown): string | undefined {
  if (value === undefined || value === '') return 'is required';
  if (typeof value !== 'string') return 'is not text';
  if (CONTROL_CHARACTER.test(value)) return 'has a control character, which RFC 7617 forbids';
  if (!value.isWellFormed()) return 'is not well-formed Unicode';
  return undefined;
}

/** Returns the problem of a plain password's length in characters. */
export function lengthProblem(password: string, minLength: number): string | undefined {
  const length = characters(password);
  if (length < minLength) return `has ${length} characters and must have at least ${minLength}`;
  if (length <= MAX_PASSWORD_CHARACTERS) return undefined;
  return `has ${length} characters and must have at most ${MAX_PASSWORD_CHARACTERS}`;
}

function characters(text: string): number {
  return [...text].length;
}
