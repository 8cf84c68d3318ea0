import { useEffect } from 'preact/hooks';
import type { paths } from '../../../client/api';
import { type Answer, type Failure, send } from '../../ask';
import { Alert } from '../../parts/alert';
import { failureText } from '../../parts/failure-text';
import { Skeleton } from '../../parts/loaded';
import { go, hrefOf, linkToken } from '../../router';
import { entered, who } from '../../session';
import { type Signal, useSignal } from '../../signal';
import { type StartedSso, takeStartedSso } from '../../sso';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

type Finished =
  paths['/session/finish-sso']['post']['responses'][200]['content']['application/json'];
type Tested = NonNullable<Finished['test']>;

/** How a login ended that did not start a session. */
type Outcome =
  | { readonly test: Tested }
  | {
      readonly failure: Failure;
      readonly isDenied: boolean;
      readonly query: StartedSso['query'];
    };

/** `#sso=&code=…`: finishes the login or the test that this tab started at an identity provider. */
export function FinishSso() {
  const outcome = useSignal<Outcome | null>(null);
  useEffect(() => void finish(outcome), []);
  if (outcome.value === null) {
    return (
      <Entry title={text.sso.finishing}>
        <Skeleton />
      </Entry>
    );
  }
  return 'test' in outcome.value ? <Result {...outcome.value} /> : <Failed {...outcome.value} />;
}

async function finish(outcome: Signal<Outcome | null>): Promise<void> {
  const parameters = Object.fromEntries(new URLSearchParams(linkToken.value ?? ''));
  linkToken.value = null;
  const started = takeStartedSso();
  const query = started?.query ?? {};
  const answer = await redeem(parameters, started);
  if ('failure' in answer) {
    const isDenied = parameters['error'] === 'access_denied';
    outcome.value = { failure: answer.failure, isDenied, query };
    return;
  }
  const { test } = answer.data;
  if (test !== null) {
    outcome.value = { test };
    return;
  }
  await entered();
  go('', { next: query['next'], to: query['to'] }, { replace: true });
}

const NOT_STARTED: Failure = { code: 'SSO_ATTEMPT_INVALID', problems: [] };

async function redeem(
  { state, code, iss, error }: Readonly<Record<string, string>>,
  started: StartedSso | null,
): Promise<Answer<Finished>> {
  if (started === null || state === undefined) return { failure: NOT_STARTED };
  const given = Object.entries({ code, iss, error }).filter(([, value]) => value !== undefined);
  const body = { attempt: started.attempt, state, ...Object.fromEntries(given) };
  return send((client) => client.POST('/session/finish-sso', { body }));
}

function Failed({ failure, isDenied, query }: Extract<Outcome, { failure: Failure }>) {
  const own = text.sso;
  const texts = isDenied ? { SSO_REFUSED: own.denied } : {};
  const { email, next, to } = query;
  const isLoggedIn = Boolean(who.value);
  const below = isLoggedIn ? (
    <a href={hrefOf(to ?? '')}>{own.back}</a>
  ) : (
    <a href={hrefOf('log-in', { next, to })}>{text.logIn.forgot.back}</a>
  );
  return (
    <Entry title={own.failed} below={below}>
      <Alert failure={failure} text={failureText(failure, texts)} />
      {!isLoggedIn && (
        <a class="button primary" href={hrefOf('sso', { email, next, to })}>
          {text.common.tryAgain}
        </a>
      )}
    </Entry>
  );
}

function Result({ test }: { readonly test: Tested }) {
  const own = text.sso.test;
  const { subject, email, isEmailVerified, name, amr, acr, claims } = test;
  const facts = [
    [own.subject, subject],
    [own.email, email],
    [own.verified, isEmailVerified ? own.yes : own.no],
    [own.name, name],
    ['amr', amr.join(', ') || null],
    ['acr', acr],
  ];
  return (
    <Entry title={own.title} why={own.why} below={<a href={hrefOf('settings')}>{own.done}</a>}>
      <dl class="facts">
        {facts.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value ?? own.missing}</dd>
          </>
        ))}
      </dl>
      <details>
        <summary>{own.claims}</summary>
        <pre>{JSON.stringify(claims, null, 2)}</pre>
      </details>
    </Entry>
  );
}
