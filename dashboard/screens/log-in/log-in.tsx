import { useEffect, useRef } from 'preact/hooks';
import type { SessionStatus } from '../../../lib/identity/session-status';
import { send } from '../../ask';
import { config } from '../../config';
import { Notice } from '../../parts/alert';
import { SubmitButton } from '../../parts/button';
import { Field, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { hrefOf, route } from '../../router';
import { entered } from '../../session';
import { text } from '../../texts/text';
import { Entry } from './entry';

/** `#/log-in`: an email address and a password. */
export function LogIn() {
  const own = text.logIn.logIn;
  const { query } = route.value;
  const email = query.get('email');
  const reason = own.reasons[query.get('reason') ?? ''];
  const below = config.signUp ? (
    <p>
      {own.noAccount} <a href={hrefOf('sign-up')}>{own.signUp}</a>
    </p>
  ) : undefined;
  return (
    <Entry title={own.title} {...(below === undefined ? {} : { below })}>
      {reason !== undefined && <Notice>{reason}</Notice>}
      {reason === undefined && email !== null && <Notice>{own.toAccept(email)}</Notice>}
      <PasswordForm email={email} onDone={() => void entered()} />
      <p>
        <a href={hrefOf('forgot-password')}>{own.forgot}</a>
      </p>
    </Entry>
  );
}

/** The properties of {@link PasswordForm}. */
export interface PasswordFormProps {
  readonly email: string | null;
  /** Whether only this address may log in. */
  readonly isFixed?: boolean;
  /** The account to log in to. Default: the user's first. */
  readonly account?: string | undefined;
  readonly onDone: (status: SessionStatus) => void;
}

/** The form of a login. After a wrong password, the password is empty and has the focus. */
export function PasswordForm({ email, isFixed = false, account, onDone }: PasswordFormProps) {
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The user may be typing already.
    if (first.current?.contains(document.activeElement)) return;
    const empty = [...(first.current?.querySelectorAll('input') ?? [])].find(({ value }) => !value);
    empty?.focus();
  }, []);
  return (
    <div ref={first}>
      <Form
        submit={(fields) =>
          send((client) =>
            client.POST('/session/log-in', {
              body: {
                email: fields.text('email'),
                password: fields.text('password'),
                ...(account === undefined ? {} : { account }),
              },
            }),
          )
        }
        onDone={({ status }) => onDone(status)}
        onFailure={(_failure, form) => {
          const password = form.elements.namedItem('password');
          if (password instanceof HTMLInputElement) password.value = '';
        }}
        codes={{ CREDENTIALS_INVALID: 'password', EMAIL_INVALID: 'email' }}
      >
        <Field
          name="email"
          label={text.logIn.email}
          type="email"
          autocomplete="username"
          required
          readOnly={isFixed}
          defaultValue={email ?? ''}
        />
        <PasswordField
          name="password"
          label={text.logIn.password}
          autocomplete="current-password"
        />
        <SubmitButton>{text.logIn.logIn.submit}</SubmitButton>
      </Form>
    </div>
  );
}
