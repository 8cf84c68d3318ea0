import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Answer, Failure } from '../ask';
import { type Signal, useSignal } from '../signal';
import { language, text } from '../texts/text';
import { Alert } from './alert';
import { Button, SubmitButton } from './button';
import { failureText } from './failure-text';
import { Choice, CodeField } from './field';
import { type Fields, Form } from './form';

const CHANNELS = ['sms', 'whatsapp', 'call'] as const;

/** A way to send a code. */
export type Channel = (typeof CHANNELS)[number];

/** A code that was sent. */
export interface SentCode {
  readonly channel: Channel;
  readonly isAgain: boolean;
}

/** The properties of {@link SendCodeForm}. */
export interface SendCodeFormProps {
  readonly send: (channel: Channel, fields: Fields) => Promise<Answer<unknown>>;
  readonly onSent: (sent: SentCode) => void;
  readonly onFailure?: ((failure: Failure) => void) | undefined;
  /** The other buttons, which stand before the one that sends. */
  readonly actions?: ComponentChildren;
  /** The field `number`, if the code confirms a new number. */
  readonly children?: ComponentChildren;
}

/** The form that sends a code to a phone. Nothing is sent before, because each code costs money. */
export function SendCodeForm(props: SendCodeFormProps) {
  const { send, onSent, onFailure, actions, children } = props;
  const own = text.logIn.phoneCode;
  const button = <SubmitButton>{own.send}</SubmitButton>;
  return (
    <Form
      submit={async (fields): Promise<Answer<SentCode>> => {
        const channel = fields.text('channel') as Channel;
        const answer = await send(channel, fields);
        return 'failure' in answer ? refusal(answer) : { data: { channel, isAgain: false } };
      }}
      onDone={onSent}
      {...(onFailure === undefined ? {} : { onFailure })}
      codes={{ PHONE_INVALID: 'number' }}
      texts={children === undefined ? ofOwnNumber() : { THROTTLED: own.tooMany }}
    >
      {children}
      <fieldset>
        <legend>{own.channel}</legend>
        {CHANNELS.map((channel) => (
          <Choice
            key={channel}
            type="radio"
            name="channel"
            value={channel}
            label={own.channels[channel]}
            defaultChecked={channel === 'sms'}
          />
        ))}
      </fieldset>
      {actions === undefined ? button : <div class="actions">{[actions, button]}</div>}
    </Form>
  );
}

// A code that was sent twice is the same, so a repeated send needs no check.
function refusal({ failure }: { readonly failure: Failure }): Answer<never> {
  return { failure: { ...failure, isUncertain: false } };
}

// The user cannot correct the number here.
function ofOwnNumber() {
  const own = text.logIn.phoneCode;
  return { THROTTLED: own.tooMany, PHONE_INVALID: own.notReceived };
}

/** The properties of {@link PhoneCodeField}. */
export interface PhoneCodeFieldProps {
  readonly name: string;
  readonly sent: Signal<SentCode | null>;
  /** Sends the code again. */
  readonly send: (channel: Channel) => Promise<Answer<unknown>>;
}

/** The field of a code that was sent to a phone, and what helps if it does not arrive. */
export function PhoneCodeField({ name, sent, send }: PhoneCodeFieldProps) {
  const own = text.logIn.phoneCode;
  const { channel = 'sms', isAgain = false } = sent.value ?? {};
  // Verify's codes have four to ten digits.
  const length = { pattern: '[0-9 ]{4,12}', maxLength: 12 };
  const hint = `${(isAgain ? own.sentAgain : own.sent)[channel]} ${own.valid}`;
  return (
    <>
      <CodeField name={name} label={text.logIn.secondFactor.code} hint={hint} {...length} />
      <SendAgain
        send={send}
        onSent={(by) => {
          sent.value = { channel: by, isAgain: true };
        }}
      />
    </>
  );
}

interface SendAgainProps {
  readonly send: PhoneCodeFieldProps['send'];
  readonly onSent: (channel: Channel) => void;
}

function SendAgain({ send, onSent }: SendAgainProps) {
  const own = text.logIn.phoneCode;
  const place = useRef<HTMLDetailsElement>(null);
  const failure = useSignal<Failure | null>(null);
  const pending = useSignal<Channel | null>(null);
  const run = async (channel: Channel) => {
    if (pending.value !== null) return;
    pending.value = channel;
    const answer = await send(channel);
    pending.value = null;
    failure.value = 'failure' in answer ? answer.failure : null;
    if ('failure' in answer) return;
    if (place.current !== null) place.current.open = false;
    onSent(channel);
  };
  return (
    <details ref={place}>
      <summary>{own.missing}</summary>
      <p class="small muted">{own.sameCode}</p>
      <fieldset>
        <legend>{own.again}</legend>
        <div class="actions start">
          {CHANNELS.map((channel) => (
            <Button
              key={channel}
              isPending={pending.value === channel}
              onClick={() => void run(channel)}
            >
              {own.channels[channel]}
            </Button>
          ))}
        </div>
      </fieldset>
      {failure.value !== null && <Alert failure={failure.value} text={whyNot(failure.value)} />}
    </details>
  );
}

function whyNot(failure: Failure): string {
  const what = failureText({ ...failure, isUncertain: false }, ofOwnNumber());
  const { retryAt } = failure;
  if (retryAt === undefined) return what;
  const time = new Date(retryAt).toLocaleTimeString(language, { timeStyle: 'short' });
  return `${what} ${text.common.tryAgainAt(time)}.`;
}
