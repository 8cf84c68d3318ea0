import { useMemo } from 'preact/hooks';

let latest = 0;

/** Returns an id for an element of the component. Unlike Preact's own, it is unique among several roots of a page. */
export function useId(): string {
  return useMemo(() => {
    latest += 1;
    return `auth-${latest}`;
  }, []);
}
