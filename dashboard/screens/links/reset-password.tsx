import { send } from '../../ask';
import { SubmitButton } from '../../parts/button';
import { Choice, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { go, hrefOf, linkToken } from '../../router';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { InvalidLink } from './invalid-link';
import { PASSWORD_CODES } from './password-codes';

/** `#reset=TOKEN`: sets a new password. */
export function ResetPassword() {
  const own = text.logIn.reset;
  const token = linkToken.value;
  if (token === null) return <InvalidLink again="forgot-password" />;
  return (
    <Entry title={own.title} below={<a href={hrefOf('log-in')}>{text.logIn.forgot.back}</a>}>
      <Form
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
          go('log-in', { reason: 'reset' }, { replace: true });
        }}
        onFailure={({ code }) => {
          if (code === 'LINK_INVALID') linkToken.value = null;
        }}
        codes={PASSWORD_CODES}
      >
        <PasswordField
          name="password"
          label={text.logIn.newPassword}
          hint={text.logIn.passwordHint}
          autocomplete="new-password"
          autofocus
        />
        <Choice name="endCredentials" label={own.endCredentials} hint={own.endCredentialsHint} />
        <SubmitButton>{own.submit}</SubmitButton>
      </Form>
    </Entry>
  );
}
