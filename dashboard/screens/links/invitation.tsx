import type { paths } from '../../../client/api';
import { ask, send } from '../../ask';
import { Notice } from '../../parts/alert';
import { Button, SubmitButton } from '../../parts/button';
import { Field, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { rolesInWords } from '../../parts/roles-in-words';
import { Time } from '../../parts/time';
import { go, hrefOf, linkToken } from '../../router';
import { entered, logOut, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { OtherWays } from './other-ways';
import { PASSWORD_CODES } from './password-codes';
import { WithLink } from './with-link';

type ShownInvitation =
  paths['/session/show-invitation']['post']['responses'][200]['content']['application/json'];

/** `#invitation=TOKEN`: shows who invites, and joins the account. */
export function Invitation() {
  return (
    <WithLink
      call={(token) => (client) => client.POST('/session/show-invitation', { body: { token } })}
      help={text.invitation.invalid}
    >
      {(token, invitation) => <Found token={token} invitation={invitation} />}
    </WithLink>
  );
}

interface FoundProps {
  readonly token: string;
  readonly invitation: ShownInvitation;
}

function Found({ token, invitation }: FoundProps) {
  const own = text.invitation;
  const { account, invitedBy, email, hasUser } = invitation;
  const why =
    invitedBy === null ? own.byNobody(account.name) : own.by(invitedBy.name, account.name);
  const user = who.value?.status === 'mfa_required' ? undefined : who.value?.user;
  return (
    <Entry title={own.title(account.name)} why={why}>
      <dl class="facts">
        <dt>{text.logIn.email}</dt>
        <dd>{email}</dd>
        <dt>{own.roles}</dt>
        <dd>{rolesInWords(invitation.roles)}</dd>
      </dl>
      {account.mfaRequired && <Notice>{own.mfaRequired}</Notice>}
      {user !== undefined && (
        <Accept {...{ token, email, account: account.name }} own={user.email} />
      )}
      {user === undefined && hasUser && (
        <Button look="primary" onClick={() => go('log-in', { email, to: 'invitation' })}>
          {own.logIn}
        </Button>
      )}
      {user === undefined && !hasUser && <Join token={token} email={email} />}
      {user === undefined && !hasUser && <OtherWays query={{ email }} />}
      <p class="muted small">
        {own.untilWords} <Time value={invitation.expiresAt} />.
      </p>
    </Entry>
  );
}

interface AcceptProps {
  readonly token: string;
  readonly email: string;
  readonly account: string;
  readonly own: string;
}

function Accept({ token, email, account, own }: AcceptProps) {
  const words = text.invitation;
  const stays = useSignal(false);
  const isOther = email.toLowerCase() !== own.toLowerCase();
  if (isOther || stays.value) {
    return (
      <>
        <Notice>{isOther ? words.mismatch(email, own) : words.joined(account)}</Notice>
        <Button onClick={() => void logOut()}>{text.common.logOut}</Button>
      </>
    );
  }
  return (
    <Form
      submit={() => ask((client) => client.POST('/session/accept-invitation', { body: { token } }))}
      onDone={({ account: { id } }) => {
        // A session of an account's identity provider stays in that account.
        stays.value = id === who.value?.account?.id;
        if (!stays.value) void finish();
      }}
      texts={{ OWN_LOGIN_REQUIRED: words.ownLogin }}
    >
      <SubmitButton>{words.accept}</SubmitButton>
    </Form>
  );
}

function Join({ token, email }: { readonly token: string; readonly email: string }) {
  const needsSso = useSignal(false);
  if (needsSso.value) return <BySso email={email} />;
  return (
    <Form
      submit={(fields) =>
        send((client) =>
          client.POST('/session/sign-up-by-invitation', {
            body: { token, name: fields.text('name'), password: fields.text('password') },
          }),
        )
      }
      onDone={finish}
      onFailure={({ code }) => {
        needsSso.value = code === 'SSO_REQUIRED';
      }}
      codes={PASSWORD_CODES}
    >
      <input type="email" hidden autocomplete="username" value={email} />
      <Field name="name" label={text.logIn.name} autocomplete="name" required maxLength={100} />
      <PasswordField
        name="password"
        label={text.logIn.password}
        hint={text.logIn.passwordHint}
        autocomplete="new-password"
      />
      <SubmitButton>{text.invitation.join}</SubmitButton>
    </Form>
  );
}

// The first login with the provider accepts the invitation.
function BySso({ email }: { readonly email: string }) {
  return (
    <>
      <Notice>{text.errors.SSO_REQUIRED}</Notice>
      <a class="button primary" href={hrefOf('sso', { email })}>
        {text.logIn.logIn.sso}
      </a>
    </>
  );
}

async function finish(): Promise<void> {
  await entered();
  linkToken.value = null;
  go('', {}, { replace: true });
}
