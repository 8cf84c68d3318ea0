import { median } from './statistics';
import type { Decide } from './target';

const SHORTEST_BLOCK_MS = 0.4;
const LARGEST_BLOCK = 2_048;

/** Callers to measure a decision with, and how long to take over it. */
export interface Measurement {
  readonly decide: Decide;
  /** Field values in rotation; `undefined` is a missing field. */
  readonly callers: readonly (Buffer | undefined)[];
  readonly accepted: boolean;
  readonly milliseconds: number;
}

/**
 * Nanoseconds a decision, the median over blocks of decisions.
 *
 * A plain loop and no framework, because every decision needs a string of its own, made outside the
 * clock: V8 remembers a string's hash, and a field value that comes a second time would be cheaper
 * than any request's.
 */
export async function measure(measurement: Measurement): Promise<number> {
  return median(await blocks(measurement, await blockSize(measurement)));
}

async function blockSize(measurement: Measurement): Promise<number> {
  let size = 1;
  while (size < LARGEST_BLOCK) {
    const shorter = Math.min(await block(measurement, size), await block(measurement, size));
    if (shorter * size > SHORTEST_BLOCK_MS * 1e6) return size;
    size *= 2;
  }
  return size;
}

async function blocks(measurement: Measurement, size: number) {
  const figures: number[] = [];
  const end = performance.now() + measurement.milliseconds;
  do figures.push(await block(measurement, size));
  while (performance.now() < end);
  return figures;
}

async function block({ decide, callers, accepted }: Measurement, size: number): Promise<number> {
  const fields = Array.from({ length: size }, (_, index) =>
    callers[index % callers.length]?.toString('latin1'),
  );
  let count = 0;
  const start = performance.now();
  for (const field of fields) {
    const decision = decide(field);
    if (typeof decision === 'boolean' ? decision : await decision) count += 1;
  }
  const nanoseconds = (performance.now() - start) * 1e6;
  if (count !== (accepted ? size : 0)) throw new Error(`${count} of ${size} were let in.`);
  return nanoseconds / size;
}
