import { quantile } from '../../statistics';
import type { Call } from '../target';
import type { Latency } from '../tasks';

/** Makes all calls with a fixed concurrency. Each call starts when an earlier call was answered. */
export async function latency(calls: readonly Call[], concurrency: number): Promise<Latency> {
  const figures: number[] = [];
  const queue = calls.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const call of queue) figures.push(await nanoseconds(call));
    }),
  );
  return summary(figures, (performance.now() - start) * 1e6);
}

/** Returns the nanoseconds of one call, which must accept its caller. */
export async function nanoseconds(call: Call): Promise<number> {
  const start = performance.now();
  const isAccepted = await call();
  const figure = (performance.now() - start) * 1e6;
  if (!isAccepted) throw new Error('A valid credential was refused.');
  return figure;
}

export function summary(figures: readonly number[], total: number): Latency {
  return {
    p50: quantile(figures, 0.5),
    p99: quantile(figures, 0.99),
    perSecond: figures.length / (total / 1e9),
  };
}
