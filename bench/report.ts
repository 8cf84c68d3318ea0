/** One aim, and what came of it. */
export interface Aim {
  readonly aim: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** What one part of the benchmarks has to say. */
export interface Section {
  readonly title: string;
  /** Lines of Markdown. */
  readonly lines: readonly string[];
  readonly aims: readonly Aim[];
}

/** How to measure: long enough to rely on, or quickly, to see that everything runs. */
export interface Effort {
  readonly quick: boolean;
}

/** A Markdown table; the columns after the first are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const align = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

export function aimsTable(aims: readonly Aim[]): string[] {
  return table(
    ['aim', 'measured', ''],
    aims.map(({ aim, measured, reached }) => [aim, measured, reached ? 'reached' : '**missed**']),
  );
}

/** A duration in nanoseconds, in the unit that suits it. */
export function duration(nanoseconds: number | undefined): string {
  if (nanoseconds === undefined) return '—';
  if (nanoseconds < 10_000) return `${Math.round(nanoseconds)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(1)} µs`;
  return `${(nanoseconds / 1e6).toFixed(1)} ms`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}

export function usersOf(size: number): string {
  return size === 1 ? 'one user' : `${size.toLocaleString('en')} users`;
}
