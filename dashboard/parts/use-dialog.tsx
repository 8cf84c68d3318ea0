import type { VNode } from 'preact';
import { type Signal, useSignal } from '../signal';

/** Renders a dialog, which calls `close` when it ends. */
export type RenderDialog = (close: () => void) => VNode;

/**
 * Returns a function that opens a dialog, and the place of the dialog that is open. A screen renders the place
 * last. The screen itself is not rendered again when a dialog opens, so its lists cost nothing.
 */
export function useDialog(): {
  readonly open: (render: RenderDialog) => void;
  readonly dialog: VNode;
} {
  const shown = useSignal<RenderDialog | null>(null);
  const close = () => {
    shown.value = null;
  };
  return {
    open(render) {
      shown.value = render;
    },
    dialog: <Shown {...{ shown, close }} />,
  };
}

interface ShownProps {
  readonly shown: Signal<RenderDialog | null>;
  readonly close: () => void;
}

function Shown({ shown, close }: ShownProps) {
  return shown.value?.(close) ?? null;
}
