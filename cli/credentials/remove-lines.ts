import type { Place } from './credential-source';
import { type CredentialStore, linesAt, saveStore, withLines } from './credential-store';
import { APPLY } from './print-change';

/** What to take out, and how to say so. */
interface Removal {
  /** The places that have it. */
  readonly places: readonly Place[];
  /** The lines of a place without it. */
  without(lines: string): string;
  /** What was done to a place, as in `Removed ada from`. */
  readonly done: string;
}

/** Takes lines out of places, and tells each one. */
export function takeOut(store: CredentialStore, { places, without, done }: Removal): void {
  let before = store;
  for (const place of places) {
    const after = withLines(before, place, without(linesAt(before, place)));
    saveStore(before, after);
    console.error(`${done} ${place.name}.`);
    before = after;
  }
}

/** Says what to do for that to take effect, and what there is until then. */
export function tellTakenOut(untilThen: string): void {
  console.error(`${APPLY}: until then, ${untilThen}.`);
}
