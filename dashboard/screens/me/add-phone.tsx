import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ask, send } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import {
  type Channel,
  PhoneCodeField,
  type PhoneCodeFieldProps,
  SendCodeForm,
  type SentCode,
} from '../../parts/phone-code';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { type NewCodes, newCodesIn, RecoveryCodes } from './recovery-codes';

/** The properties of {@link AddPhone}. */
export interface AddPhoneProps {
  /** The code was right: the number is added, and the recovery codes are shown if it is the first second factor. */
  readonly onConfirmed?: () => void;
  /** The user has the recovery codes, or needs none. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Adds a phone number, or replaces it: the number, the code that was sent to it, and the recovery codes. */
export function AddPhone({ onConfirmed, onDone, onCancel }: AddPhoneProps) {
  const number = useSignal('');
  const sent = useSignal<SentCode | null>(null);
  const codes = useSignal<NewCodes | null>(null);
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => place.current?.querySelector('input')?.focus(), [sent.value]);
  if (codes.value !== null) return <RecoveryCodes codes={codes.value} onDone={onDone} />;
  const cancel = <Button onClick={onCancel}>{text.common.cancel}</Button>;
  return (
    <section ref={place} class="setup" aria-label={text.phone.add}>
      {sent.value === null ? (
        <SendCodeForm
          send={(channel, fields) => {
            number.value = fields.text('number');
            return startPhone(number.value, channel);
          }}
          onSent={(code) => {
            sent.value = code;
          }}
          actions={cancel}
        >
          <p class="muted small">{text.phone.weak}</p>
          <NumberField number={number.value} />
        </SendCodeForm>
      ) : (
        <Confirm
          number={number.value}
          sent={sent}
          onDone={(made) => {
            onConfirmed?.();
            codes.value = made;
            if (made === null) onDone();
          }}
          cancel={cancel}
        />
      )}
    </section>
  );
}

const startPhone = (number: string, channel: Channel) =>
  ask((client) => client.POST('/account/start-phone', { body: { number, channel } }));

function NumberField({ number }: { readonly number: string }) {
  const own = text.phone;
  return (
    <Field
      name="number"
      type="tel"
      label={own.number}
      hint={own.numberHint}
      autocomplete="tel"
      required
      maxLength={40}
      defaultValue={number}
    />
  );
}

interface ConfirmProps {
  readonly number: string;
  readonly sent: PhoneCodeFieldProps['sent'];
  readonly cancel: ComponentChildren;
  readonly onDone: (codes: NewCodes | null) => void;
}

function Confirm({ number, sent, cancel, onDone }: ConfirmProps) {
  const own = text.phone;
  const back = () => {
    sent.value = null;
  };
  return (
    <>
      <p>{own.sentTo(number)}</p>
      <Form
        submit={(fields) =>
          // The answer has the recovery codes, and the session is then complete.
          send((client) =>
            client.POST('/account/confirm-phone', { body: { code: fields.text('code') } }),
          )
        }
        onDone={(added) => onDone(newCodesIn(added))}
        codes={{ CODE_INVALID: 'code' }}
        texts={{ CODE_INVALID: text.logIn.phoneCode.wrong, PHONE_NOT_SET: own.expired }}
      >
        <PhoneCodeField name="code" sent={sent} send={(channel) => startPhone(number, channel)} />
        <div class="actions">
          <div class="others">
            <Button look="quiet" onClick={back}>
              {own.change}
            </Button>
          </div>
          {cancel}
          <SubmitButton>{own.confirm}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
