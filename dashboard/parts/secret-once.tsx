import { useRef } from 'preact/hooks';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { Alert } from './alert';
import { Button } from './button';
import { CopyField } from './copy-field';
import { Dialog } from './dialog';
import { Choice } from './field';
import { useLeaveGuard } from './leave-guard';

/** The properties of {@link SecretOnce}. */
export interface SecretOnceProps {
  readonly title: string;
  /** What the secret is, such as "Token". */
  readonly label: string;
  readonly secret: string;
  /** The user has saved the secret, or gives it up. */
  readonly onDone: () => void;
}

/**
 * A dialog that shows a secret this once. It stays until the user says that the secret is saved, and an attempt
 * to leave is answered with a question.
 */
export function SecretOnce({ title, label, secret, onDone }: SecretOnceProps) {
  const own = text.frame.secret;
  const isSaved = useSignal(false);
  const isAsking = useSignal(false);
  const leave = useRef(() => {});
  useLeaveGuard(!isSaved.value, (go) => {
    leave.current = go;
    isAsking.value = true;
  });
  const finish = () => {
    if (isSaved.value) return onDone();
    isAsking.value = true;
  };
  return (
    <Dialog title={title} why={own.why} onClose={finish}>
      {isAsking.value && !isSaved.value && (
        <Alert text={own.unsaved}>
          <Button
            onClick={() => {
              onDone();
              leave.current();
            }}
          >
            {own.giveUp}
          </Button>
        </Alert>
      )}
      <CopyField label={label} value={secret} />
      <Choice
        name="saved"
        label={own.saved}
        onChange={(event) => {
          isSaved.value = event.currentTarget.checked;
        }}
      />
      <div class="actions">
        <Button look="primary" onClick={finish}>
          {own.done}
        </Button>
      </div>
    </Dialog>
  );
}
