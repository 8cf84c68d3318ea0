import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Whether the parts below may move the focus: always, except in an element that the user has not entered yet. */
export const FocusContext = createContext({ mayMove: true });

/** Returns a function that says whether the part may move the focus now. */
export function useMayFocus(): () => boolean {
  const context = useContext(FocusContext);
  return () => context.mayMove;
}
