import { median } from './statistics';
import type { Decide } from './target';

const SHORTEST_BLOCK_MS = 0.4;
const LARGEST_BLOCK = 2_048;

/** The callers of a measurement, and its duration. */
export interface Measurement {
  readonly decide: Decide;
  /** Headers in rotation; `undefined` is a missing header. */
  readonly callers: readonly (Buffer | undefined)[];
  readonly accepted: boolean;
  readonly milliseconds: number;
}

/**
 * Measures the nanoseconds per decision, as the median over blocks of decisions.
 *
 * A plain loop replaces a benchmark framework, because every decision needs a new string that is created
 * outside the measured time. V8 caches a string's hash, so a reused header would be cheaper than the
 * header of a real request.
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
  const headers = Array.from({ length: size }, (_, index) =>
    callers[index % callers.length]?.toString('latin1'),
  );
  let count = 0;
  const start = performance.now();
  for (const header of headers) {
    const decision = decide(header);
    if (typeof decision === 'boolean' ? decision : await decision) count += 1;
  }
  const nanoseconds = (performance.now() - start) * 1e6;
  if (count !== (accepted ? size : 0)) throw new Error(`${count} of ${size} were accepted.`);
  return nanoseconds / size;
}
