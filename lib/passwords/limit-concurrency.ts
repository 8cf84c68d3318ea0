/** Runs tasks, a few at a time; the others wait their turn. */
export type RunLimited = <T>(task: () => Promise<T>) => Promise<T> | null;

/**
 * Limits how many tasks run at a time, and how many may wait.
 *
 * @returns a function that runs a task; `null` from it says that too many are waiting already.
 */
export function limitConcurrency(maxRunning: number, maxWaiting: number): RunLimited {
  let running = 0;
  const waiting: (() => void)[] = [];

  return <T>(task: () => Promise<T>) => {
    if (waiting.length >= maxWaiting) return null;
    const turn = running < maxRunning ? undefined : new Promise<void>((go) => waiting.push(go));
    if (turn === undefined) running += 1;
    return run(task, turn);
  };

  async function run<T>(task: () => Promise<T>, turn: Promise<void> | undefined): Promise<T> {
    await turn;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }
}
