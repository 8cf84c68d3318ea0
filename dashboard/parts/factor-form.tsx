import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Answer, type Call, type Failure, send } from '../ask';
import { config } from '../config';
import { type Assertion, proveWithPasskey } from '../passkeys';
import { who } from '../session';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { Notice } from './alert';
import { SubmitButton } from './button';
import { type Method, type Methods, OtherMethods } from './factor-methods';
import { CodeField, Field, PasswordField } from './field';
import { type Fields, Form } from './form';
import { type Channel, PhoneCodeField, SendCodeForm, type SentCode } from './phone-code';

/** What a user proves to be the same with. */
export type Given =
  | { readonly code: string }
  | { readonly phoneCode: string }
  | { readonly recoveryCode: string }
  | { readonly passkey: Assertion }
  | { readonly password: string };

/** The properties of {@link FactorForm}. */
export interface FactorFormProps<Data> {
  /** The call that the proof belongs to. */
  readonly call: (given: Given) => Call<Data>;
  /** How it is made. Default: without asking the user for anything more. */
  readonly via?: typeof send;
  readonly methods: Methods;
  /** The label of the button. */
  readonly submit: string;
  readonly look?: 'primary' | 'danger';
  /** The other buttons, which stand before that one, with those of the other ways. */
  readonly actions?: ComponentChildren;
  readonly onDone: (data: Data) => void;
  readonly onFailure?: (failure: Failure) => void;
}

/** The field of each way. A passkey needs none. */
const FIELDS: Readonly<Record<Method, string>> = {
  password: 'password',
  app: 'code',
  passkey: '',
  phone: 'phoneCode',
  recovery: 'recoveryCode',
};

/**
 * The form of a second factor: a code of the app or by phone, a passkey, or a recovery code. Users without a second
 * factor have their password. Recovery codes have a form of their own, so that no manager fills them.
 */
export function FactorForm<Data>(props: FactorFormProps<Data>) {
  const { via = send, methods } = props;
  const { current } = methods;
  const sent = useSignal<SentCode | null>(null);
  const place = useFocus([current, sent.value]);
  const sendCode = (channel: Channel) =>
    via((client) => client.POST('/session/send-code', { body: { channel } }));
  const actions = props.actions && [<OtherMethods key="others" {...{ methods }} />, props.actions];
  return (
    <div ref={place}>
      {current === 'phone' && sent.value === null ? (
        <SendCodeForm
          send={sendCode}
          onSent={(code) => {
            sent.value = code;
          }}
          onFailure={props.onFailure}
          actions={actions}
        />
      ) : (
        <ProofForm key={current} {...props} {...{ via, actions }}>
          {current === 'phone' && (
            <PhoneCodeField name={FIELDS.phone} {...{ sent, send: sendCode }} />
          )}
        </ProofForm>
      )}
    </div>
  );
}

/** Gives the focus to the first field after a change, because the button that had it may be gone. */
function useFocus(keys: readonly unknown[]) {
  const place = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const field = place.current?.querySelector<HTMLElement>('input:not([hidden])');
    const button = place.current?.querySelector<HTMLElement>('[type="submit"]');
    if (!isFirst.current) (field ?? button)?.focus();
    isFirst.current = false;
  }, keys);
  return place;
}

type ProofFormProps<Data> = FactorFormProps<Data> &
  Required<Pick<FactorFormProps<Data>, 'via'>> & { readonly children: ComponentChildren };

function ProofForm<Data>(props: ProofFormProps<Data>) {
  const { call, via, methods, submit, look = 'primary', actions, children } = props;
  const { current, usable } = methods;
  const own = text.logIn.secondFactor;
  const name = FIELDS[current];
  const prove = (fields: Fields): Promise<Answer<Data> | null> => {
    if (name === '' || fields.text('by') !== '') {
      return proveWithPasskey((passkey) => call({ passkey }), via);
    }
    const value = fields.text(name);
    const proof = { [name]: name === 'password' ? value : value.replaceAll(' ', '') };
    return via(call(proof as { readonly code: string }));
  };
  const button = <SubmitButton look={look}>{name === '' ? own.passkey.use : submit}</SubmitButton>;
  return (
    <Form
      submit={prove}
      onDone={props.onDone}
      {...(props.onFailure === undefined ? {} : { onFailure: props.onFailure })}
      codes={{ CODE_INVALID: name, PASSWORD_INVALID: name }}
      {...(current === 'phone' ? { texts: { CODE_INVALID: text.logIn.phoneCode.wrong } } : {})}
    >
      {/* Password managers keep the address with what they fill. */}
      <input type="email" hidden autocomplete="username" value={who.value?.user.email ?? ''} />
      {usable[0] === 'recovery' && isPhoneOff() && <Notice>{text.errors.PHONE_DISABLED}</Notice>}
      <ProofField current={current} />
      {children}
      {actions === undefined ? button : <div class="actions">{[actions, button]}</div>}
      {current === 'app' && usable.includes('passkey') && (
        <SubmitButton look="secondary" value="passkey">
          {own.orPasskey}
        </SubmitButton>
      )}
    </Form>
  );
}

// The phone stays a second factor.
function isPhoneOff(): boolean {
  return !config.phoneCodes && who.value?.user.secondFactors.includes('phone') === true;
}

function ProofField({ current }: { readonly current: Method }) {
  const own = text.logIn.secondFactor;
  const name = FIELDS[current];
  if (current === 'password') {
    const autocomplete = 'current-password';
    return <PasswordField name={name} label={text.logIn.password} autocomplete={autocomplete} />;
  }
  if (current === 'app') return <CodeField label={own.code} />;
  if (current !== 'recovery') return null;
  return <Field name={name} label={own.recoveryCode} required autocomplete="off" />;
}
