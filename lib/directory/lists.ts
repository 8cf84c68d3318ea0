import { optional } from 'valibot';
import { pageSize } from './events/schemas';
import { id } from './schemas';

/** Which part of a list is wanted: what comes after the last item of the part before, by its id. */
export const part = { after: optional(id), limit: pageSize(100, 50) };

/** One part of a list. */
export interface Part<Item> {
  readonly items: Item[];
  /** What the next part comes after; null where this was the last. */
  readonly next: string | null;
}

/** Makes a part of the items that were read: of one more than it may have, to know whether any follow. */
export function partOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  limit: number,
): Part<Item> {
  const shown = items.slice(0, limit);
  return { items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
