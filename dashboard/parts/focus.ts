import { createContext, type RefObject } from 'preact';
import { useContext, useLayoutEffect } from 'preact/hooks';

/** Whether the parts below may move the focus: always, except in an element that the user has not entered yet. */
export const FocusContext = createContext({ mayMove: true });

/** Returns a function that says whether the part may move the focus now. */
export function useMayFocus(): () => boolean {
  const context = useContext(FocusContext);
  return () => context.mayMove;
}

/**
 * Gives the focus to the first field of a form, if possible an empty one, when the form appears. The browser looks at the
 * attribute `autofocus` only once for each page.
 */
export function useFirstFocus(form: RefObject<HTMLFormElement | null>, isWanted: boolean): void {
  const mayFocus = useMayFocus();
  useLayoutEffect(() => {
    // The user may be typing already.
    if (!isWanted || !mayFocus() || form.current?.contains(document.activeElement)) return;
    const fields = [...(form.current?.querySelectorAll('input') ?? [])];
    (fields.find(({ value }) => !value) ?? fields[0])?.focus();
  }, []);
}
