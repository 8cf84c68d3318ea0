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

function NewAccount({ token, email }: { readonly token: string; readonly email: string }) {
  const own = text.logIn.signUp;
  return (
    <Entry title={own.completeTitle} why={own.completeWhy(email)}>
      <Form
        submit={(fields) =>
          send((client) =>
            client.POST('/session/complete-sign-up', {
              body: {
                token,
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
        <input type="email" hidden autocomplete="username" value={email} />
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
        <SubmitButton>{own.complete}</SubmitButton>
      </Form>
    </Entry>
  );
}
