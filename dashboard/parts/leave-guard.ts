import { useEffect, useRef } from 'preact/hooks';
import { beforeLeaving } from '../router';

/**
 * Keeps the user on a screen that holds something unsaved. The browser asks before the page closes or is
 * loaded again. Another place of this page is not opened.
 *
 * @param onLeave - the user tried to leave. `leave` opens the place after all.
 */
export function useLeaveGuard(isActive: boolean, onLeave: (leave: () => void) => void): void {
  const latest = useRef(onLeave);
  latest.current = onLeave;
  useEffect(() => {
    if (!isActive) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    beforeLeaving.run = (event) => {
      history.pushState(null, '', event.oldURL);
      latest.current(() => {
        stop();
        location.href = event.newURL;
      });
    };
    const stop = () => {
      removeEventListener('beforeunload', onUnload);
      beforeLeaving.run = undefined;
    };
    addEventListener('beforeunload', onUnload);
    return stop;
  }, [isActive]);
}
