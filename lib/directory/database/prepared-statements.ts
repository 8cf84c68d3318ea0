import { createHash } from 'node:crypto';
import { sql } from 'kysely';

const MARK = '/* prepared */';

/**
 * The prefix of statements that run with every request. Such a statement is planned once per connection,
 * since planning takes longer than finding one row. Do not use it in transactions, in which a statement
 * cannot be repeated.
 */
export const PREPARED = sql.raw(MARK);

// The names by text. There are only a few constant texts.
const names = new Map<string, string>();
let isRefused = false;

/**
 * Returns the name of a prepared statement. Equal texts have the same name, and different texts different
 * names.
 */
export function preparedName(text: string): string | undefined {
  if (isRefused || !text.startsWith(MARK)) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `tfa_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

// PostgreSQL's manual, appendix A: unknown statement, duplicate statement, changed tables.
const REFUSALS: readonly unknown[] = ['26000', '42P05', '0A000'];

/**
 * Returns whether a statement failed because it was prepared, as with a pooler that gives every transaction
 * another connection. From then on no statement is prepared, and the caller may repeat this statement.
 */
export function isPreparingRefused(reason: unknown): boolean {
  const refuses = REFUSALS.includes((reason as { readonly code?: unknown } | null)?.code);
  isRefused ||= refuses;
  return refuses;
}
