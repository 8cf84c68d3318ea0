import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';

/** Whether the parts below may move the focus: always, except in an element that the user has not entered yet. */
export const FocusContext = createContext({ mayMove: true });

/** Returns a function that says whether the part may move the focus now. */
export function useMayFocus(): () => boolean {
  const context = useContext(FocusContext);
  return () => context.mayMove;
}

/**
 * Gives the focus to the first field of a form, if possible an empty one, when the form appears. The browser looks at the attribute `autofocus` only
 * once for each page.
 *
 * @returns the reference for the element around the form.
 */
export function useFirstFocus() {
  const place = useRef<HTMLDivElement>(null);
  const mayFocus = useMayFocus();
  useLayoutEffect(() => {
    // The user may be typing already.
    if (!mayFocus() || place.current?.contains(document.activeElement)) return;
    const fields = [...(place.current?.querySelectorAll('input') ?? [])];
    (fields.find(({ value }) => !value) ?? fields[0])?.focus();
  }, []);
  return place;
}
