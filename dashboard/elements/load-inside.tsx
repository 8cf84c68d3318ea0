import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Skeleton } from '../parts/loaded';
import { NewVersion } from '../parts/whole-page';
import { signal, useSignal } from '../signal';
import { loadTexts } from '../texts/text';

type InsideParts = typeof import('./inside');

/** What an element needs after a login. It is loaded when it is first needed. */
export const inside = signal<InsideParts | null>(null);

/** Loads what an element needs after a login. It rejects if a deploy has replaced the file. */
export async function loadInside(): Promise<void> {
  if (inside.value !== null) return;
  const [parts] = await Promise.all([
    import('./inside'),
    loadTexts('inside'),
    loadTexts('me'),
    loadTexts('security'),
    loadTexts('admin'),
  ]);
  inside.value = parts;
}

/** Renders a part that is loaded when it is first needed. */
export function Inside({
  children,
}: {
  readonly children: (parts: InsideParts) => ComponentChildren;
}) {
  const isGone = useSignal(false);
  useEffect(() => {
    loadInside().catch(() => {
      isGone.value = true;
    });
  }, []);
  if (isGone.value) return <NewVersion />;
  return inside.value === null ? <Skeleton /> : children(inside.value);
}
