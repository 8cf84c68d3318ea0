import { text } from '../texts/text';
import { useId } from '../use-id';
import { Below, useDescribed } from './field';

/** The properties of {@link TextArea}. */
export interface TextAreaProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly rows?: number;
  readonly required?: boolean;
  readonly value?: string;
}

/** A labeled text of several lines, such as a key or a list of paths. */
export function TextArea({ label, hint, rows = 3, value = '', ...input }: TextAreaProps) {
  const id = useId();
  const described = useDescribed(input.name, hint !== undefined);
  return (
    <div class="field">
      <label for={id}>
        {label}
        {input.required !== true && <span class="muted"> ({text.common.optional})</span>}
      </label>
      <textarea
        id={id}
        class="code"
        rows={rows}
        spellcheck={false}
        autocapitalize="none"
        autocomplete="off"
        defaultValue={value}
        {...input}
        {...described.attributes}
      />
      <Below hint={hint} described={described} />
    </div>
  );
}
