import {
  digits,
  integer,
  maxLength,
  maxValue,
  minValue,
  number,
  optional,
  pipe,
  string,
  transform,
  union,
} from 'valibot';
import { id } from './schemas';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

// A query has texts alone.
const limit = pipe(
  union([number(), pipe(string(), digits(), maxLength(3), transform(Number))]),
  integer(),
  minValue(1),
  maxValue(MAX_LIMIT),
);

/** Which part of a list is wanted: what comes after the last item of the part before, by its id. */
export const part = { after: optional(id), limit: optional(limit) };

/** One part of a list. */
export interface Part<Item> {
  readonly items: Item[];
  /** What the next part comes after; null where this was the last. */
  readonly next: string | null;
}

/** How many rows to read for a part: one more than it shows, to know whether another follows. */
export function rowsFor(wanted: number | undefined): number {
  return (wanted ?? DEFAULT_LIMIT) + 1;
}

/** Makes a part of the items of the rows that {@link rowsFor} asked for. */
export function partOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  wanted: number | undefined,
): Part<Item> {
  const shown = items.slice(0, rowsFor(wanted) - 1);
  return { items: shown, next: items.length > shown.length ? (shown.at(-1)?.id ?? null) : null };
}
