import { send } from '../../ask';
import { SubmitButton } from '../../parts/button';
import { Field, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { go, linkToken } from '../../router';
import { entered } from '../../session';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { PASSWORD_CODES } from './password-codes';
import { WithLink } from './with-link';

/** `#sign-up=TOKEN`: creates the user and the account. */
export function CompleteSignUp() {
  return (
    <WithLink
      call={(token) => (client) => client.POST('/session/show-sign-up', { body: { token } })}
      again="sign-up"
    >
      {(token, { email }) => <NewAccount token={token} email={email} />}
    </WithLink>
  );
}

/** The properties of the form. */
interface NewAccountProps {
  readonly token: string;
  /** The verified address. Null for the operator's link, whose user enters one. */
  readonly email: string | null;
}

function NewAccount({ token, email }: NewAccountProps) {
  const own = text.logIn.signUp;
  return (
    <Entry
      title={email === null ? own.firstTitle : own.completeTitle}
      why={email === null ? own.firstWhy : own.completeWhy(email)}
    >
      <Form
        submit={(fields) =>
          send((client) =>
            client.POST('/session/complete-sign-up', {
              body: {
                token,
                ...(email === null && { email: fields.text('email') }),
                name: fields.text('name'),
                accountName: fields.text('accountName'),
                password: fields.text('password'),
              },
            }),
          )
        }
        onDone={async () => {
          await entered();
          linkToken.value = null;
          go('', {}, { replace: true });
        }}
        onFailure={({ code }) => {
          if (code === 'LINK_INVALID') linkToken.value = null;
        }}
        codes={PASSWORD_CODES}
      >
        <Fields email={email} />
        <SubmitButton>{own.complete}</SubmitButton>
      </Form>
    </Entry>
  );
}

function Fields({ email }: Pick<NewAccountProps, 'email'>) {
  return (
    <>
      {email === null ? (
        <Field
          name="email"
          type="email"
          label={text.logIn.email}
          autocomplete="username"
          required
          maxLength={254}
        />
      ) : (
        <input type="email" hidden autocomplete="username" value={email} />
      )}
      <Field name="name" label={text.logIn.name} autocomplete="name" required maxLength={100} />
      <Field
        name="accountName"
        label={text.logIn.accountName}
        hint={text.logIn.accountNameHint}
        autocomplete="organization"
        required
        maxLength={100}
      />
      <PasswordField
        name="password"
        label={text.logIn.password}
        hint={text.logIn.passwordHint}
        autocomplete="new-password"
      />
    </>
  );
}
