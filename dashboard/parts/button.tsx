import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '../signal';
import { language, text } from '../texts/text';
import { BY, useForm } from './form';

/** The properties of {@link Button}, and every attribute of a button. */
export interface ButtonProps extends ButtonHTMLAttributes {
  readonly look?: 'primary' | 'secondary' | 'danger' | 'quiet';
  readonly isPending?: boolean;
  readonly children: ComponentChildren;
}

/** A button. While its action runs it keeps the focus, because it is not disabled. */
export function Button({ look = 'secondary', isPending = false, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={`button ${look}`}
      {...(isPending ? { 'aria-disabled': true, 'data-pending': true } : {})}
      {...(isPending || onClick === undefined ? {} : { onClick })}
    />
  );
}

/** The properties of {@link SubmitButton}. */
export interface SubmitButtonProps {
  readonly look?: 'primary' | 'danger' | 'secondary' | undefined;
  /** The other way in which this button sends the form: without its required fields. */
  readonly value?: string;
  /** The label while the form is sent. */
  readonly pending?: string;
  readonly children: ComponentChildren;
}

/** The button that sends the form around it. After too many attempts it counts down until it works again. */
export function SubmitButton({
  look = 'primary',
  value = '',
  pending,
  children,
}: SubmitButtonProps) {
  const { isPending, by, failure } = useForm();
  const wait = useCountdown(value === '' ? failure?.retryAt : undefined);
  const isWaiting = wait !== undefined;
  return (
    <button
      type="submit"
      {...(value === '' ? {} : { name: BY, value, formNoValidate: true })}
      class={`button ${look}`}
      {...(isPending || isWaiting ? { 'aria-disabled': true } : {})}
      {...(isPending && by === value ? { 'data-pending': true } : {})}
    >
      {wait ?? (isPending && pending !== undefined ? pending : children)}
    </button>
  );
}

const MOST_SECONDS = 120;

// A long wait is a time of day: nobody counts 900 seconds down.
function useCountdown(until: number | undefined): string | undefined {
  const now = useSignal(Date.now());
  useEffect(() => {
    if (until === undefined) return;
    now.value = Date.now();
    const timer = setInterval(() => {
      now.value = Date.now();
      if (now.value >= until) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [until, now]);
  if (until === undefined || now.value >= until) return undefined;
  const seconds = Math.ceil((until - now.value) / 1000);
  if (seconds <= MOST_SECONDS) return text.common.tryAgainIn(seconds);
  const time = new Date(until).toLocaleTimeString(language, { timeStyle: 'short' });
  return text.common.tryAgainAt(time);
}
