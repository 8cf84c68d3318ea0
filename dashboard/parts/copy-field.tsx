import { useRef } from 'preact/hooks';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { useId } from '../use-id';
import { Button } from './button';
import { Icon } from './icon';

/** The properties of {@link CopyField}. */
export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly onCopied?: () => void;
}

/** A text that the user copies. If the browser refuses, the text is selected, and the user presses the keys. */
export function CopyField({ label, value, hint = '', onCopied }: CopyFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const said = useSignal('');
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      said.value = text.common.copied;
      onCopied?.();
    } catch {
      said.value = text.frame.pressCopy;
    }
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy">
        <input
          ref={input}
          id={id}
          class="code"
          readOnly
          value={value}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={hint === '' ? undefined : `${id}-hint`}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={() => void copy()} aria-label={text.frame.copyOf(label)}>
          <Icon name={said.value === text.common.copied ? 'check' : 'copy'} />
          {text.common.copy}
        </Button>
      </div>
      <p id={`${id}-hint`} class="hint" role="status">
        {said.value || hint}
      </p>
    </div>
  );
}
