import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Signal, useSignal } from '../signal';
import { useId } from '../use-id';

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
export function Menu(props: MenuProps) {
  const { label, button = '•••', look = 'button quiet dots', children } = props;
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isOpen = useSignal<boolean | undefined>(undefined);
  const isUsed = isOpen.value !== undefined;
  // From then on, the browser itself opens and closes the list.
  const open = (event: Event) => {
    if (isUsed) return;
    event.preventDefault();
    isOpen.value = true;
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={look}
        aria-label={label}
        aria-expanded={isOpen.value === true}
        popovertarget={isUsed ? id : undefined}
        onClick={open}
      >
        {button}
      </button>
      {isUsed && <Items {...{ id, isOpen, opener, children }} />}
    </>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly isOpen: Signal<boolean | undefined>;
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly children: () => ComponentChildren;
}

function Items({ id, isOpen, opener, children }: ItemsProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The browser itself then focuses the first item when the list opens, before the next key.
    list.current?.querySelector('button, a')?.setAttribute('autofocus', '');
  }, [isOpen.value]);
  useLayoutEffect(() => list.current?.showPopover(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the click comes from a button inside
    <div
      ref={list}
      id={id}
      class="menu"
      popover="auto"
      onBeforeToggle={(event) => {
        if (event.newState === 'open') isOpen.value = true;
      }}
      onToggle={(event) => {
        // Only now has the browser given the focus back to the button.
        isOpen.value = event.newState === 'open';
        if (isOpen.value) place(list.current, opener.current);
      }}
      // Before the action, so that a dialog knows the button, to which it gives the focus back.
      onClickCapture={() => list.current?.hidePopover()}
      onKeyDown={(event) => move(event, list.current)}
    >
      {isOpen.value && children()}
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
function place(list: HTMLElement | null, opener: HTMLElement | null): void {
  if (list === null || opener === null) return;
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
