import { send } from '../../ask';
import { SubmitButton } from '../../parts/button';
import { Choice, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { go, hrefOf, linkToken } from '../../router';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { PASSWORD_CODES } from './password-codes';
import { WithLink } from './with-link';

/** `#reset=TOKEN`: sets a new password. */
export function ResetPassword() {
  return (
    <WithLink
      call={(token) => (client) => client.POST('/session/show-reset', { body: { token } })}
      again="forgot-password"
    >
      {(token, { email }) => <NewPassword token={token} email={email} />}
    </WithLink>
  );
}

function NewPassword({ token, email }: { readonly token: string; readonly email: string }) {
  const own = text.logIn.reset;
  return (
    <Entry
      title={own.title}
      why={own.why(email)}
      below={<a href={hrefOf('log-in')}>{text.logIn.forgot.back}</a>}
    >
      <Form
        startsInField
        submit={(fields) =>
          send((client) =>
            client.POST('/session/reset-password', {
              body: {
                token,
                password: fields.text('password'),
                endCredentials: fields.isChecked('endCredentials'),
              },
            }),
          )
        }
        onDone={() => {
          linkToken.value = null;
          go('log-in', { reason: 'reset', email }, { replace: true });
        }}
        onFailure={({ code }) => {
          if (code === 'LINK_INVALID') linkToken.value = null;
        }}
        codes={PASSWORD_CODES}
      >
        {/* Password managers keep the address with the new password. */}
        <input type="email" hidden autocomplete="username" value={email} />
        <PasswordField
          name="password"
          label={text.logIn.newPassword}
          hint={text.logIn.passwordHint}
          autocomplete="new-password"
        />
        <Choice name="endCredentials" label={own.endCredentials} hint={own.endCredentialsHint} />
        <SubmitButton>{own.submit}</SubmitButton>
      </Form>
    </Entry>
  );
}
