import type { ComponentChildren, InputHTMLAttributes, PartialInputHTMLAttributes } from 'preact';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { useId } from '../use-id';
import { failureText } from './failure-text';
import { useForm } from './form';
import { Icon } from './icon';

// Preact's own type is a union by type and role, which no part can extend.
type InputAttributes = Omit<PartialInputHTMLAttributes<HTMLInputElement>, 'name' | 'label'> & {
  readonly type?: string;
};

/**
 * The properties of {@link Field}, and every attribute of its input except `value`: Preact sets it again at each render,
 * so a refused form would lose what was typed. `defaultValue` is set once.
 */
export type FieldProps = Omit<InputAttributes, 'value'> & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly after?: ComponentChildren;
};

/** A labeled input with a hint, and with the failure that concerns it. */
export function Field({ label, hint, after, ...input }: FieldProps) {
  const id = useId();
  const described = useDescribed(input.name, hint !== undefined);
  return (
    <div class="field">
      <label for={id}>
        {label}
        {input.required !== true && <span class="muted"> ({text.common.optional})</span>}
      </label>
      <div class="input">
        <input id={id} {...(input as InputHTMLAttributes)} {...described.attributes} />
        {after}
      </div>
      <Below hint={hint} described={described} />
    </div>
  );
}

/** A password, which the user can look at. */
export function PasswordField(props: Omit<FieldProps, 'type' | 'after'>) {
  const isShown = useSignal(false);
  const button = (
    <button
      type="button"
      class="reveal"
      aria-pressed={isShown.value}
      aria-label={text.common.showPassword}
      onClick={() => {
        isShown.value = !isShown.value;
      }}
    >
      <Icon name={isShown.value ? 'eye-off' : 'eye'} />
    </button>
  );
  return (
    <Field
      required
      spellcheck={false}
      autocapitalize="none"
      {...props}
      type={isShown.value ? 'text' : 'password'}
      after={button}
    />
  );
}

/** The properties of {@link CodeField}. Default: a code of an authenticator app. */
export type CodeFieldProps = Pick<FieldProps, 'label'> & Partial<FieldProps>;

/** A code of one use. It is one field, so that password managers can fill it. */
export function CodeField(props: CodeFieldProps) {
  return (
    <Field
      name="code"
      required
      type="text"
      inputMode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9 ]{6,8}"
      maxLength={8}
      class="code"
      {...props}
    />
  );
}

/** The properties of {@link Choice}. */
export type ChoiceProps = InputAttributes & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly type?: 'checkbox' | 'radio';
};

/** A box to check, or one of several options. */
export function Choice({ label, hint, type = 'checkbox', ...input }: ChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <input
        id={id}
        type={type}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        {...(input as object)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The properties of {@link Select}. */
export interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly value?: string;
  readonly hint?: string;
  readonly onChange?: (value: string) => void;
}

/** A choice of one in a list. */
export function Select({ name, label, options, value, hint, onChange }: SelectProps) {
  const id = useId();
  const described = useDescribed(name, hint !== undefined);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        {...described.attributes}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      >
        {options.map(([key, what]) => (
          <option key={key} value={key} selected={key === value}>
            {what}
          </option>
        ))}
      </select>
      <Below hint={hint} described={described} />
    </div>
  );
}

/** What {@link useDescribed} returns. */
export interface Described {
  readonly id: string;
  readonly failure: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Returns what connects a field with its hint and its failure. */
export function useDescribed(name: string, hasHint: boolean): Described {
  const id = useId();
  const { failure, failedField, texts } = useForm();
  const isFailed = failure !== null && failedField === name;
  const ids = [...(isFailed ? [`${id}-error`] : []), ...(hasHint ? [`${id}-hint`] : [])];
  return {
    id,
    failure: isFailed ? failureText(failure, texts) : undefined,
    attributes: {
      ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
      ...(isFailed ? { 'aria-invalid': 'true' } : {}),
    },
  };
}

/** The failure and the hint below a field. */
export function Below({
  hint,
  described,
}: {
  readonly hint: string | undefined;
  readonly described: Described;
}) {
  return (
    <>
      {described.failure !== undefined && (
        <p id={`${described.id}-error`} class="error" role="alert">
          {described.failure}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${described.id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </>
  );
}
