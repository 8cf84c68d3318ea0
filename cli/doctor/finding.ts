/** How bad a finding is. A deploy stops at errors; `ok` says what was looked at, or is a hint. */
export type Level = 'error' | 'warning' | 'ok';

/** What one check found. Names things, and never holds the value of a variable. */
export interface Finding {
  readonly level: Level;
  /** What it is about: a variable, a file, a URL path or a package. */
  readonly name: string;
  /** What is wrong, or what was found in order. */
  readonly message: string;
  /** What to do about it, where there is something to do. */
  readonly remedy?: string;
}

/** A list of names for one line, such as `/a, /b, /c and 4 more`. */
export function listOf(names: readonly string[], shown = 3): string {
  const more = names.length - shown;
  return more > 0
    ? `${names.slice(0, shown).join(', ')} and ${more} more`
    : names.slice(0, shown).join(', ');
}

/** A number and its noun, such as `1 user` or `3 users`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
