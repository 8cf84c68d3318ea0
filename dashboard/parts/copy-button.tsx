import { useSignal } from '@preact/signals';
import { text } from '../texts/text';
import { Button } from './button';
import { Icon } from './icon';

const SHOWN_MS = 2000;

/** Copies a text, and says so. */
export function CopyButton({
  value,
  label = text.common.copy,
}: {
  readonly value: string;
  readonly label?: string;
}) {
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    isCopied.value = true;
    setTimeout(() => {
      isCopied.value = false;
    }, SHOWN_MS);
  };
  return (
    <Button onClick={() => void copy()}>
      <Icon name={isCopied.value ? 'check' : 'copy'} />
      <span aria-live="polite">{isCopied.value ? text.common.copied : label}</span>
    </Button>
  );
}
