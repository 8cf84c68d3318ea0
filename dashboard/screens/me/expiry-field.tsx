import { Field, Select } from '../../parts/field';
import type { Fields } from '../../parts/form';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { type ExpiryChoice, expiryFrom } from './credentials-by-type';

/** The properties of {@link ExpiryField}. */
export interface ExpiryFieldProps {
  readonly choices: readonly ExpiryChoice[];
  readonly value: ExpiryChoice;
}

/** A choice of an expiry, with a date of the user's own. {@link expiryOfForm} returns it. */
export function ExpiryField({ choices, value }: ExpiryFieldProps) {
  const own = text.credentials.form;
  const chosen = useSignal<string>(value);
  return (
    <>
      <Select
        name="expiry"
        label={own.expiry}
        value={value}
        options={choices.map((choice) => [choice, own.expiries[choice]] as const)}
        onChange={(choice) => {
          chosen.value = choice;
        }}
      />
      {chosen.value === 'date' && (
        <Field name="date" label={own.date} type="date" required min={today()} />
      )}
    </>
  );
}

/** Returns the expiry of a form: null for none, undefined for no change. */
export function expiryOfForm(fields: Fields): string | null | undefined {
  return expiryFrom(fields.text('expiry') as ExpiryChoice, fields.text('date'));
}

// In the user's time zone.
function today(): string {
  return new Date().toLocaleDateString('sv');
}
