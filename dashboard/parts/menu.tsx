import type { ComponentChildren, TargetedEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Signal, useSignal } from '../signal';
import { newId } from '../use-id';

/** The properties of {@link Menu}. */
export interface MenuProps {
  /** The name of the button, for those who do not see it. */
  readonly label?: string;
  /** What the button shows. Default: three dots. */
  readonly button?: ComponentChildren;
  readonly look?: string;
  /** Renders the actions. */
  readonly children: () => ComponentChildren;
}

/**
 * A button that opens a list of actions. Escape, a choice and a click elsewhere close it. Until it is first opened,
 * there is only the button, because a long table has many menus.
 */
export function Menu({ label, button = '•••', look = 'button quiet dots', children }: MenuProps) {
  // One hook: each of them counts in a long table.
  const list = useSignal<OpenList | null>(null);
  // From then on, the browser itself opens and closes the list.
  const open = (event: TargetedEvent<HTMLElement>) => {
    if (list.value !== null) return;
    event.preventDefault();
    list.value = { id: newId(), opener: event.currentTarget, isOpen: true };
  };
  return (
    <>
      <button
        type="button"
        class={look}
        aria-label={label}
        aria-expanded={list.value?.isOpen === true}
        popovertarget={list.value?.id}
        onClick={open}
      >
        {button}
      </button>
      {list.value !== null && <Items {...list.value} {...{ list, children }} />}
    </>
  );
}

/** The list of a menu that has been opened once. */
interface OpenList {
  readonly id: string;
  readonly opener: HTMLElement;
  readonly isOpen: boolean;
}

interface ItemsProps extends OpenList {
  readonly list: Signal<OpenList | null>;
  readonly children: () => ComponentChildren;
}

function Items({ id, opener, isOpen, list, children }: ItemsProps) {
  const place = useRef<HTMLDivElement>(null);
  const set = (next: boolean) => {
    if (next !== isOpen) list.value = { id, opener, isOpen: next };
  };
  useLayoutEffect(() => {
    // The browser itself then focuses the first item when the list opens, before the next key.
    place.current?.querySelector('button, a')?.setAttribute('autofocus', '');
  }, [isOpen]);
  useLayoutEffect(() => place.current?.showPopover(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the click comes from a button inside
    <div
      ref={place}
      id={id}
      class="menu"
      popover="auto"
      onBeforeToggle={(event) => {
        if (event.newState === 'open') set(true);
      }}
      onToggle={(event) => {
        // Only now has the browser given the focus back to the button.
        set(event.newState === 'open');
        if (event.newState === 'open') moveTo(opener, place.current);
      }}
      // Before the action, so that a dialog knows the button, to which it gives the focus back.
      onClickCapture={() => place.current?.hidePopover()}
      onKeyDown={(event) => move(event, place.current)}
    >
      {isOpen && children()}
    </div>
  );
}

/** The properties of {@link MenuItem}. */
export interface MenuItemProps {
  readonly onClick: () => void;
  readonly isDangerous?: boolean;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** An action of a {@link Menu}. */
export function MenuItem({ onClick, isDangerous = false, isCurrent, children }: MenuItemProps) {
  return (
    <button
      type="button"
      class={isDangerous ? 'item danger' : 'item'}
      {...(isCurrent === undefined ? {} : { 'aria-pressed': isCurrent })}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

const GAP = 4;

// Below its button, and above it if there is no room.
function moveTo(opener: HTMLElement, list: HTMLElement | null): void {
  if (list === null) return;
  const button = opener.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = list;
  const below = button.bottom + GAP;
  const hasRoom = below + height <= innerHeight;
  const top = hasRoom ? below : Math.max(GAP, button.top - GAP - height);
  const left = button.left + width <= innerWidth ? button.left : button.right - width;
  list.style.top = `${top}px`;
  list.style.left = `${Math.max(GAP, left)}px`;
}

function move(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || list === null) return;
  event.preventDefault();
  const items = [...list.querySelectorAll<HTMLElement>('button, a')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}
