import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SessionStatus } from '../../../lib/identity/session-status';
import { type Call, send } from '../../ask';
import { canPasskeys } from '../../can-passkeys';
import { config } from '../../config';
import { isEmbedded } from '../../page';
import { Notice } from '../../parts/alert';
import { SubmitButton } from '../../parts/button';
import { Field, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { type Assertion, logInWithPasskey, offerPasskeys, sendAssertion } from '../../passkeys';
import { go, hrefOf, route } from '../../router';
import { entered, isFreshLogin } from '../../session';
import { type Signal, useSignal } from '../../signal';
import { text } from '../../texts/text';
import { loadSsoLogin } from '../load-sso-login';
import { Entry } from './entry';

/** `#/log-in`: an email address and a password. */
export function LogIn() {
  const own = text.logIn.logIn;
  const { query } = route.value;
  const others = useSignal<ComponentChildren>(null);
  useEffect(() => void loadServiceWide(others), []);
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
      <PasswordForm
        email={email}
        onDone={() => void loggedIn()}
        onSsoRequired={(typed) =>
          go('sso', { email: typed, reason: 'required', next: next(), to: query.get('to') })
        }
      />
      {others.value}
      <p>
        <a href={hrefOf('forgot-password')}>{own.forgot}</a>
      </p>
      <p>
        <a href={hrefOf('sso', { next: next(), to: query.get('to') })}>{own.sso}</a>
      </p>
    </Entry>
  );
}

// After single sign-on, a page with elements is opened again.
const next = () =>
  isEmbedded ? location.pathname + location.search : route.value.query.get('next');

// The buttons of GitHub and the like. Their script is loaded only if the service has such providers.
async function loadServiceWide(others: Signal<ComponentChildren>): Promise<void> {
  const answer = await send((client) => client.POST('/session/list-login-ways', { body: {} }));
  const providers = 'data' in answer ? answer.data.serviceWideProviders : [];
  if (providers.length === 0) return;
  const { ServiceWide } = await loadSsoLogin();
  const query = { next: next(), to: route.value.query.get('to') };
  others.value = <ServiceWide {...{ providers, query }} />;
}

async function loggedIn(): Promise<void> {
  isFreshLogin.value = true;
  await entered();
}

/** The properties of {@link PasswordForm}. */
export interface PasswordFormProps {
  readonly email: string | null;
  /** Whether only this address may log in. */
  readonly isFixed?: boolean;
  /** The account to log in to. Default: the user's first. */
  readonly account?: string | undefined;
  readonly onDone: (status: SessionStatus) => void;
  /** The account accepts only its identity providers. Gets the typed address. */
  readonly onSsoRequired?: (email: string) => void;
}

/** The form of a login, by password or by passkey. After a wrong password, it is empty and has the focus. */
export function PasswordForm(props: PasswordFormProps) {
  const { email, isFixed = false, account, onDone } = props;
  const place = useRef<HTMLDivElement>(null);
  const wanted = account === undefined ? {} : { account };
  const usePasskey = usePasskeyLogin(place, wanted, !isFixed);
  return (
    <div ref={place}>
      <Form
        startsInField
        submit={(fields) => {
          if (fields.text('by') !== '') return usePasskey();
          const body = { email: fields.text('email'), password: fields.text('password') };
          return send((client) => client.POST('/session/log-in', { body: { ...body, ...wanted } }));
        }}
        onDone={({ status }) => onDone(status)}
        onFailure={({ code }, form) => {
          const typed = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
          typed('password').value = '';
          if (code === 'SSO_REQUIRED') props.onSsoRequired?.(typed('email').value);
        }}
        codes={{ CREDENTIALS_INVALID: 'password', EMAIL_INVALID: 'email' }}
      >
        <Field
          name="email"
          label={text.logIn.email}
          type="email"
          autocomplete="username webauthn"
          required
          readOnly={isFixed}
          defaultValue={email ?? ''}
        />
        <PasswordField
          name="password"
          label={text.logIn.password}
          autocomplete="current-password"
          autofocus={isFixed}
        />
        <SubmitButton>{text.logIn.logIn.submit}</SubmitButton>
        {canPasskeys && (
          <SubmitButton look="secondary" value="passkey">
            {text.logIn.logIn.passkey}
          </SubmitButton>
        )}
      </Form>
    </div>
  );
}

/**
 * Offers passkeys in the field of the address, and returns what the button for passkeys does. After a choice in the
 * field, that button is pressed.
 */
function usePasskeyLogin(
  form: RefObject<HTMLElement | null>,
  wanted: { readonly account?: string },
  isOffered: boolean,
) {
  const chosen = useRef<Assertion | null>(null);
  useEffect(() => {
    if (!isOffered) return;
    return offerPasskeys((assertion) => {
      chosen.current = assertion;
      const button = form.current?.querySelector<HTMLElement>('[name="by"]');
      button?.closest('form')?.requestSubmit(button);
    });
  }, []);
  const finish =
    (response: Assertion): Call<{ readonly status: SessionStatus }> =>
    (client) =>
      client.POST('/session/log-in-with-passkey', { body: { response, ...wanted } });
  return () => {
    const { current } = chosen;
    chosen.current = null;
    return current === null ? logInWithPasskey(finish) : sendAssertion(current, finish);
  };
}
