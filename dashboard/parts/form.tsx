import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { Answer, Failure, FailureCode } from '../ask';
import { type Signal, useSignal } from '../signal';
import { Alert } from './alert';
import { failureText } from './failure-text';
import { useFirstFocus } from './focus';

/** The state of a form, for the fields and buttons in it. */
export interface FormState {
  readonly isPending: boolean;
  /** The value of the button that sent the form; empty for the one without a value. */
  readonly by: string;
  readonly failure: Failure | null;
  /** The name of the field that the failure concerns. */
  readonly failedField: string | undefined;
  /** Texts of this form in place of the common ones. */
  readonly texts?: FormProps<unknown>['texts'];
}

const NO_FORM: FormState = { isPending: false, by: '', failure: null, failedField: undefined };
const FormContext = createContext<FormState>(NO_FORM);

/** Returns the state of the form around a part. */
export const useForm = (): FormState => useContext(FormContext);

/** What is done with each form when it is shown. The login needs nothing of it. */
export const onFormShown: { run?: (form: HTMLFormElement) => void } = {};

/** The properties of {@link Form}. */
export interface FormProps<Data> {
  /** Sends the fields. It resolves to null if the user canceled, and the form is as before. */
  readonly submit: (fields: Fields) => Promise<Answer<Data> | null>;
  readonly onDone: (data: Data, form: HTMLFormElement) => void;
  /** The field that a code concerns, by code. `INPUT_INVALID` finds its field by itself. */
  readonly codes?: Partial<Record<FailureCode, string>>;
  /** Texts of this form in place of the common ones. */
  readonly texts?: Partial<Record<FailureCode, string>>;
  readonly onFailure?: (failure: Failure, form: HTMLFormElement) => void;
  readonly label?: string;
  /** Whether the first field gets the focus when the form appears. In a dialog, its attribute `autofocus` does. */
  readonly startsInField?: boolean;
  readonly children: ComponentChildren;
}

/** The values of a form's fields, and of the button that sent it. */
export interface Fields {
  /** The text of a field; an empty text if there is no such field. */
  text(name: string): string;
  isChecked(name: string): boolean;
}

/**
 * A form that is sent once at a time. A failure appears at the field that it concerns, or else above the
 * form, and gets the focus. What was typed stays.
 */
export function Form<Data>(props: FormProps<Data>) {
  const failure = useSignal<Failure | null>(null);
  const isPending = useSignal(false);
  const by = useSignal('');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (form.current !== null) onFormShown.run?.(form.current);
  }, []);
  useFirstFocus(form, props.startsInField === true);
  const failedField = fieldOf(failure.value, props.codes ?? {}, form.current);
  useLayoutEffect(() => {
    if (failure.value !== null) focusOn(form.current, failedField);
  }, [failure.value, failedField]);
  const state = {
    isPending: isPending.value,
    by: by.value,
    failure: failure.value,
    failedField,
    texts: props.texts,
  };
  const isAbove = failure.value !== null && failedField === undefined;
  return (
    <FormContext.Provider value={state}>
      <form
        ref={form}
        class="form"
        aria-label={props.label}
        noValidate={false}
        onSubmit={(event) => {
          event.preventDefault();
          void send(event, props, { failure, isPending, by });
        }}
      >
        {isAbove && failure.value !== null && (
          <Alert failure={failure.value} text={failureText(failure.value, props.texts)} />
        )}
        {props.children}
      </form>
    </FormContext.Provider>
  );
}

interface Running {
  readonly failure: Signal<Failure | null>;
  readonly isPending: Signal<boolean>;
  readonly by: Signal<string>;
}

/** The name of a form's buttons that have a value. */
export const BY = 'by';

async function send<Data>(
  { currentTarget: form, submitter }: TargetedSubmit,
  { submit, onDone, onFailure }: FormProps<Data>,
  { failure, isPending, by }: Running,
): Promise<void> {
  const fields = fieldsOf(form, submitter);
  const isTooEarly = (failure.value?.retryAt ?? 0) > Date.now() && fields.text(BY) === '';
  if (isPending.value || isTooEarly) return;
  isPending.value = true;
  by.value = fields.text(BY);
  const answer = await submit(fields);
  isPending.value = false;
  if (answer === null) return;
  failure.value = 'failure' in answer ? answer.failure : null;
  if ('data' in answer) return onDone(answer.data, form);
  onFailure?.(answer.failure, form);
}

interface TargetedSubmit {
  readonly currentTarget: HTMLFormElement;
  readonly submitter: HTMLElement | null;
}

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Fields {
  const data = new FormData(form, submitter);
  return {
    text: (name) => String(data.get(name) ?? ''),
    isChecked: (name) => data.get(name) !== null,
  };
}

function fieldOf(
  failure: Failure | null,
  codes: Partial<Record<FailureCode, string>>,
  form: HTMLFormElement | null,
): string | undefined {
  if (failure === null) return undefined;
  const [problem = ''] = failure.problems;
  const name = codes[failure.code] ?? problem.split(/[ .]/)[0] ?? '';
  return form?.elements.namedItem(name) ? name : undefined;
}

function focusOn(form: HTMLFormElement | null, name: string | undefined): void {
  const selector = name === undefined ? '[role="alert"]' : `[name="${CSS.escape(name)}"]`;
  form?.querySelector<HTMLElement>(selector)?.focus();
}
