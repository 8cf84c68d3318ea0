/** The severity of a finding. A deploy stops at errors; `ok` is a passed check or a hint. */
export type Level = 'error' | 'warning' | 'ok';

/** A result of a check. It contains names, but never the value of a variable. */
export interface Finding {
  readonly level: Level;
  /** The subject: a variable, a file, a URL path or a package. */
  readonly name: string;
  /** The problem, or the passed check. */
  readonly message: string;
  /** How to fix the problem. */
  readonly remedy?: string;
}

/** Returns a list of names such as `/a, /b, /c and 4 more`. */
export function listOf(names: readonly string[], shown = 3): string {
  const more = names.length - shown;
  return more > 0
    ? `${names.slice(0, shown).join(', ')} and ${more} more`
    : names.slice(0, shown).join(', ');
}

/** Returns a number and its noun, such as `1 user` or `3 users`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
