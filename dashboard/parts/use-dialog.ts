import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';

/** Renders a dialog, which calls `close` when it ends. */
export type RenderDialog = (close: () => void) => VNode;

/** Returns a function that opens a dialog, and the dialog that is open. A screen renders it last. */
export function useDialog(): {
  readonly open: (render: RenderDialog) => void;
  readonly dialog: VNode | undefined;
} {
  const shown = useSignal<RenderDialog | null>(null);
  const close = () => {
    shown.value = null;
  };
  return {
    open(render) {
      shown.value = render;
    },
    dialog: shown.value?.(close),
  };
}
