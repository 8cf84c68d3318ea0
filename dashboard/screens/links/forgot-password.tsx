import { send } from '../../ask';
import { SubmitButton } from '../../parts/button';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { hrefOf } from '../../router';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { OtherWays } from './other-ways';

/** `#/forgot-password`: requests a link to set a new password. */
export function ForgotPassword() {
  const own = text.logIn.forgot;
  const sentTo = useSignal('');
  const below = <a href={hrefOf('log-in')}>{own.back}</a>;
  if (sentTo.value !== '') {
    return <Entry title={own.doneTitle} why={own.done(sentTo.value)} below={below} />;
  }
  return (
    <Entry title={own.title} why={own.why} below={below}>
      <EmailForm
        submit={own.submit}
        pending={own.sending}
        send={(email) =>
          send((client) => client.POST('/session/forgot-password', { body: { email } }))
        }
        onDone={(email) => {
          sentTo.value = email;
        }}
      />
    </Entry>
  );
}

/** `#/sign-up`: requests a link to create an account. */
export function SignUp() {
  const own = text.logIn.signUp;
  const sentTo = useSignal('');
  const below = (
    <p>
      {own.have} <a href={hrefOf('log-in')}>{text.logIn.logIn.submit}</a>
    </p>
  );
  if (sentTo.value !== '') {
    return <Entry title={text.logIn.forgot.doneTitle} why={own.done(sentTo.value)} below={below} />;
  }
  return (
    <Entry title={own.title} why={own.why} below={below}>
      <EmailForm
        submit={own.submit}
        pending={text.logIn.forgot.sending}
        send={(email) => send((client) => client.POST('/session/sign-up', { body: { email } }))}
        onDone={(email) => {
          sentTo.value = email;
        }}
      />
      <OtherWays query={{}} />
    </Entry>
  );
}

interface EmailFormProps {
  readonly submit: string;
  readonly pending: string;
  readonly send: (email: string) => ReturnType<typeof send<unknown>>;
  readonly onDone: (email: string) => void;
}

function EmailForm({ submit, pending, send: sendTo, onDone }: EmailFormProps) {
  return (
    <Form
      startsInField
      submit={(fields) => sendTo(fields.text('email'))}
      onDone={(_data, form) => onDone(String(new FormData(form).get('email')))}
      codes={{ EMAIL_INVALID: 'email' }}
    >
      <Field
        name="email"
        label={text.logIn.email}
        type="email"
        autocomplete="username"
        required
        defaultValue={new URLSearchParams(location.hash.split('?')[1]).get('email') ?? ''}
      />
      <SubmitButton pending={pending}>{submit}</SubmitButton>
    </Form>
  );
}
