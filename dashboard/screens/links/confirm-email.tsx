import { ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Form } from '../../parts/form';
import { say } from '../../parts/toast';
import { go, hrefOf, linkToken } from '../../router';
import { entered, logOut, who } from '../../session';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { signalUser } from '../me/passkey-signals';
import { InvalidLink } from './with-link';

/** `#email=TOKEN`: makes the address that received the link the user's, in a session of that user. */
export function ConfirmEmail() {
  const own = text.confirmEmail;
  const { status, user } = who.value ?? {};
  const isLoggedIn = status === 'authenticated' || status === 'no_account';
  if (linkToken.value === null) return <InvalidLink isGone />;
  if (!isLoggedIn || user === undefined) {
    return (
      <Entry title={own.title} why={own.logInWhy}>
        <Button look="primary" onClick={() => go('log-in', { to: 'confirm-email' })}>
          {text.logIn.logIn.submit}
        </Button>
      </Entry>
    );
  }
  return <Confirm token={linkToken.value} current={user.email} />;
}

function Confirm({ token, current }: { readonly token: string; readonly current: string }) {
  const own = text.confirmEmail;
  return (
    <Entry
      title={own.title}
      why={own.why(current)}
      below={
        <>
          <a href={hrefOf('me')}>{own.toProfile}</a>
          <Button look="quiet" onClick={() => void logOut()}>
            {text.common.logOut}
          </Button>
        </>
      }
    >
      <Form
        submit={() => ask((client) => client.POST('/session/confirm-email', { body: { token } }))}
        onDone={async ({ email }) => {
          await entered();
          void signalUser();
          linkToken.value = null;
          go('', {}, { replace: true });
          say(own.done(email));
        }}
        texts={{ LINK_INVALID: own.invalid, EMAIL_EXISTS: own.exists }}
      >
        <SubmitButton>{own.submit}</SubmitButton>
      </Form>
    </Entry>
  );
}
