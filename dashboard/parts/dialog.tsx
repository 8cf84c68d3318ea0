import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Answer, Failure, FailureCode } from '../ask';
import { text } from '../texts/text';
import { useId } from '../use-id';
import { Button, SubmitButton } from './button';
import { type Fields, Form } from './form';

/** The properties of {@link Dialog}. */
export interface DialogProps {
  readonly title: string;
  readonly why?: string;
  /** The user closed the dialog: by Escape, the button, or a click beside it. */
  readonly onClose: () => void;
  /** Whether Escape and a click beside the dialog leave it open. */
  readonly isSticky?: boolean;
  readonly children: ComponentChildren;
}

/** A dialog in front of the page. It is open while it is rendered, and returns the focus when it closes. */
export function Dialog({ title, why, onClose, isSticky = false, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the next paint, so the page is painted once. The browser gives the focus back when the dialog closes.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!isSticky) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current && !isSticky) onClose();
      }}
    >
      <div class="dialog">
        <h2 id={id}>{title}</h2>
        {why !== undefined && <p class="muted">{why}</p>}
        {children}
      </div>
    </dialog>
  );
}

/** The properties of {@link ConfirmDialog}. */
export interface ConfirmDialogProps<Data> {
  /** A question, such as "Remove Bob?". */
  readonly title: string;
  /** What ends, in words. */
  readonly why: string;
  /** The verb of the action, such as "Remove". */
  readonly action: string;
  /** Default: danger, because something ends. */
  readonly look?: 'danger' | 'primary';
  /** Resolves to null if nothing has happened, and the dialog stays. */
  readonly run: (fields: Fields) => Promise<Answer<Data> | null>;
  readonly onDone: (data: Data) => void;
  readonly onFailure?: (failure: Failure) => void;
  readonly onClose: () => void;
  /** Texts of this dialog in place of the common ones. */
  readonly texts?: Partial<Record<FailureCode, string>>;
  /** What stands between the reason and the buttons. */
  readonly children?: ComponentChildren;
}

/** Asks before something ends. The first focus is on Cancel. */
export function ConfirmDialog<Data>(props: ConfirmDialogProps<Data>) {
  const { title, why, action, look = 'danger', run, onDone, onFailure, onClose } = props;
  return (
    <Dialog title={title} why={why} onClose={onClose}>
      <Form
        submit={run}
        {...(onFailure === undefined ? {} : { onFailure })}
        {...(props.texts === undefined ? {} : { texts: props.texts })}
        onDone={(data) => {
          onClose();
          onDone(data);
        }}
      >
        {props.children}
        <div class="actions">
          <Button autofocus onClick={onClose}>
            {text.common.cancel}
          </Button>
          <SubmitButton look={look}>{action}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
