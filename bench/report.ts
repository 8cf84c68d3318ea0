/** A goal, and whether it was reached. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** The results of one part of the benchmarks. */
export interface Section {
  readonly title: string;
  /** Lines of Markdown. */
  readonly lines: readonly string[];
  readonly goals: readonly Goal[];
}

/** The length of a run: long enough for reliable figures, or quick, to check that everything works. */
export interface LoadProfile {
  readonly quick: boolean;
}

/** Returns a Markdown table whose columns after the first are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const align = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

export function goalsTable(goals: readonly Goal[]): string[] {
  return table(
    ['goal', 'measured', ''],
    goals.map(({ goal, measured, reached }) => [
      goal,
      measured,
      reached ? 'reached' : '**missed**',
    ]),
  );
}

/** Formats a duration in nanoseconds with a suitable unit. */
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
