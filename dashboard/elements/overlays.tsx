import { interruption } from '../ask';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { Toast } from '../parts/toast';
import { acceptSession, isForeign, logOut, who } from '../session';
import { effect, signal } from '../signal';
import { text } from '../texts/text';
import { inside, loadInside } from './load-inside';

// The dialogs of the page are in one of its elements, so that they have its look: in the first that is shown.
const elements = new Set<HTMLElement>();
const leader = signal<HTMLElement | undefined>(undefined);

/** Adds an element to those of the page. */
export function join(element: HTMLElement): void {
  elements.add(element);
  chooseLeader();
}

/** Removes an element from those of the page. */
export function leave(element: HTMLElement): void {
  elements.delete(element);
  chooseLeader();
}

/** Returns whether the dialogs of the page are in an element. */
export function isLeader(element: HTMLElement): boolean {
  return leader.value === element;
}

function chooseLeader(): void {
  const all = [...elements];
  leader.value = all.find((element) => element.checkVisibility()) ?? all[0];
}

/** Begins to open a dialog when a call waits for the user. */
export function startOverlays(): void {
  effect(() => {
    const waiting = interruption.value;
    if (waiting === null) return;
    chooseLeader();
    loadInside().catch(() => waiting.end(false));
  });
}

/** What stands in front of the page: dialogs, and short messages. */
export function Overlays() {
  const Interruptions = inside.value?.Interruptions;
  return (
    <>
      {isForeign() && <Foreign />}
      {Interruptions !== undefined && <Interruptions />}
      <Toast />
    </>
  );
}

/** Another service of the domain may have set the cookie of the session: the user decides. */
function Foreign() {
  return (
    <Dialog
      title={text.common.foreignTitle}
      why={text.common.foreign(who.value?.user.email ?? '')}
      onClose={() => undefined}
      isSticky
    >
      <div class="actions">
        <Button onClick={acceptSession}>{text.common.foreignGo}</Button>
        <Button look="primary" onClick={() => void logOut()}>
          {text.common.logOut}
        </Button>
      </div>
    </Dialog>
  );
}
