import { createHash } from 'node:crypto';
import { sql } from 'kysely';

const MARK = '/* prepared */';

/**
 * What a statement begins with that comes with every request: it is planned once for each connection,
 * since planning takes longer than finding one row. Not for transactions, where none can be repeated.
 */
export const PREPARED = sql.raw(MARK);

// Of a few texts, which never change.
const names = new Map<string, string>();
let isRefused = false;

/** What a statement is prepared as: the same for the same text alone, whoever shares the connection. */
export function preparedName(text: string): string | undefined {
  if (isRefused || !text.startsWith(MARK)) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `tfa_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

// PostgreSQL's manual, appendix A: no such statement, one of that name already, tables that have changed.
const REFUSALS: readonly unknown[] = ['26000', '42P05', '0A000'];

/**
 * Whether a prepared statement failed for being one, as it does where a pooler gives every transaction
 * another connection. None is prepared from then on, and this one may be repeated.
 */
export function isPreparingRefused(reason: unknown): boolean {
  const refuses = REFUSALS.includes((reason as { readonly code?: unknown } | null)?.code);
  isRefused ||= refuses;
  return refuses;
}
