import { useEffect } from 'preact/hooks';
import type { paths } from '../../../client/api';
import { type Answer, send } from '../../ask';
import { Notice } from '../../parts/alert';
import { Button, SubmitButton } from '../../parts/button';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { hrefOf, linkToken, route } from '../../router';
import { type Signal, useSignal } from '../../signal';
import { startSso } from '../../sso';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

type Ways =
  paths['/session/list-login-ways']['post']['responses'][200]['content']['application/json'];

/** The providers of an address, if there is not exactly one. */
interface Found {
  readonly email: string;
  readonly providers: Ways['identityProviders'];
}

/** `#/sso`: finds the identity providers of an email address, and leaves for one. `#sso-of=…` offers one. */
export function Sso() {
  const found = useSignal<Found | null>(null);
  const email = useSignal(route.value.query.get('email') ?? '');
  useEffect(() => {
    if (isRequired() && email.value !== '') void showProviders(email.value, found);
  }, []);
  // Another link, as of an invitation, may have led here.
  const offered = linkToken.value ?? '';
  if (offered.startsWith('idp_')) return <Offer identityProvider={offered} />;
  if (found.value === null) return <EmailForm found={found} email={email} />;
  return found.value.providers.length === 0 ? (
    <None found={found} {...found.value} />
  ) : (
    <Choice found={found} {...found.value} />
  );
}

// The account refused another way to log in.
const isRequired = () => route.value.query.get('reason') === 'required';

// Without a provider of the domain, the user enters another address.
async function showProviders(email: string, found: Signal<Found | null>): Promise<void> {
  const answer = await listProviders(email);
  if ('data' in answer && answer.data.length > 0) found.value = { email, providers: answer.data };
}

/** Returns the wishes of the login, which survive the way to the provider and back. */
function wishes() {
  const { query } = route.value;
  return { next: query.get('next'), to: query.get('to') };
}

interface EmailFormProps {
  readonly found: Signal<Found | null>;
  readonly email: Signal<string>;
}

function EmailForm({ found, email }: EmailFormProps) {
  const own = text.sso;
  return (
    <Entry
      title={text.logIn.logIn.sso}
      why={own.why}
      below={<a href={hrefOf('log-in', wishes())}>{text.logIn.forgot.back}</a>}
    >
      {isRequired() && <Notice>{own.required}</Notice>}

      <Form
        startsInField
        submit={(fields) => {
          email.value = fields.text('email');
          return find(email.value);
        }}
        onDone={(providers) => {
          found.value = { email: email.value, providers };
        }}
        codes={{ EMAIL_INVALID: 'email' }}
        texts={{ NOT_FOUND: own.gone }}
      >
        <Field
          name="email"
          label={text.logIn.email}
          type="email"
          autocomplete="username"
          required
          defaultValue={email.value}
        />
        <SubmitButton pending={own.pending}>{own.submit}</SubmitButton>
      </Form>
    </Entry>
  );
}

// Anyone can make such a link, so it begins no login without a click.
function Offer({ identityProvider }: { readonly identityProvider: string }) {
  const own = text.sso;
  return (
    <Entry
      title={text.logIn.logIn.sso}
      below={<a href={hrefOf('log-in', wishes())}>{text.logIn.forgot.back}</a>}
    >
      <Form
        submit={() => startSso(identityProvider, wishes())}
        onDone={() => undefined}
        texts={{ NOT_FOUND: own.gone }}
      >
        <SubmitButton pending={own.pending}>{own.submit}</SubmitButton>
      </Form>
    </Entry>
  );
}

async function listProviders(email: string): Promise<Answer<Ways['identityProviders']>> {
  const answer = await send((client) =>
    client.POST('/session/list-login-ways', { body: { email } }),
  );
  return 'failure' in answer ? answer : { data: answer.data.identityProviders };
}

// Only one provider leaves no choice.
async function find(email: string): Promise<Answer<Ways['identityProviders']> | null> {
  const answer = await listProviders(email);
  if ('failure' in answer) return answer;
  const [only, ...others] = answer.data;
  const isChoice = only === undefined || others.length > 0;
  return isChoice ? answer : startSso(only.id, { email, ...wishes() });
}

interface FoundProps extends Found {
  readonly found: Signal<Found | null>;
}

function Choice({ email, providers, found }: FoundProps) {
  const own = text.sso;
  return (
    <Entry
      title={providers.length === 1 ? text.logIn.logIn.sso : own.choose}
      why={own.chooseWhy(email)}
      below={<Other found={found} />}
    >
      {isRequired() && <Notice>{own.required}</Notice>}
      <Form
        submit={(fields) => startSso(fields.text('by'), { email, ...wishes() })}
        onDone={() => undefined}
        texts={{ NOT_FOUND: own.gone }}
      >
        {providers.map(({ id, name }) => (
          <SubmitButton key={id} look="secondary" value={id} pending={own.pending}>
            {own.continueWith(name)}
          </SubmitButton>
        ))}
      </Form>
    </Entry>
  );
}

function None({ email, found }: FoundProps) {
  const own = text.sso;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return (
    <Entry title={own.none} why={own.noneWhy(domain)} below={<Other found={found} />}>
      <a class="button primary" href={hrefOf('log-in', wishes())}>
        {own.toPassword}
      </a>
    </Entry>
  );
}

function Other({ found }: Pick<FoundProps, 'found'>) {
  return (
    <Button
      look="quiet"
      onClick={() => {
        found.value = null;
      }}
    >
      {text.sso.otherEmail}
    </Button>
  );
}
