import { useMemo } from 'preact/hooks';

let latest = 0;

/** Returns an id for an element. Unlike Preact's own, it is unique among several roots of a page. */
export function newId(): string {
  latest += 1;
  return `auth-${latest}`;
}

/** Returns an id for an element of the component. */
export function useId(): string {
  return useMemo(newId, []);
}
