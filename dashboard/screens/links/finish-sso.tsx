import { useEffect } from 'preact/hooks';
import type { paths } from '../../../client/api';
import { type Answer, type Failure, send } from '../../ask';
import { Alert } from '../../parts/alert';
import { failureText } from '../../parts/failure-text';
import { Skeleton } from '../../parts/loaded';
import { say } from '../../parts/toast';
import { go, hrefOf, linkToken } from '../../router';
import { entered, may, who } from '../../session';
import { type Signal, useSignal } from '../../signal';
import { type StartedSso, ssoTestResult, takeStartedSso } from '../../sso';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

type Finished =
  paths['/session/finish-sso']['post']['responses'][200]['content']['application/json'];

/** Why a login or a test did not succeed. */
interface Refusal {
  readonly failure: Failure;
  readonly isDenied: boolean;
  readonly query: StartedSso['query'];
}

/** `#sso=&code=…`: finishes the login or the test that this tab started at an identity provider. */
export function FinishSso() {
  const refusal = useSignal<Refusal | null>(null);
  useEffect(() => void finish(refusal), []);
  if (refusal.value !== null) return <Failed {...refusal.value} />;
  return (
    <Entry title={text.sso.finishing}>
      <Skeleton />
    </Entry>
  );
}

async function finish(refusal: Signal<Refusal | null>): Promise<void> {
  const parameters = Object.fromEntries(new URLSearchParams(linkToken.value ?? ''));
  linkToken.value = null;
  const started = takeStartedSso();
  const query = started?.query ?? {};
  const answer = await redeem(parameters, started);
  if ('failure' in answer) {
    const isDenied = parameters['error'] === 'access_denied';
    refusal.value = { failure: answer.failure, isDenied, query };
    return;
  }
  const { test } = answer.data;
  if (test !== null) {
    ssoTestResult.value = test;
    go('single-sign-on/test', {}, { replace: true });
    return;
  }
  await entered();
  const said = text.sso.finished[query['done'] as keyof typeof text.sso.finished];
  if (said !== undefined) say(said);
  go('', { next: query['next'], to: query['to'] }, { replace: true });
}

const NOT_STARTED: Failure = { code: 'SSO_ATTEMPT_INVALID', problems: [] };

async function redeem(
  { state, code, iss, error, result }: Readonly<Record<string, string>>,
  started: StartedSso | null,
): Promise<Answer<Finished>> {
  if (started === null || state === undefined) return { failure: NOT_STARTED };
  const given = Object.entries({ code, iss, error, result }).filter(
    ([, value]) => value !== undefined,
  );
  const body = { attempt: started.attempt, state, ...Object.fromEntries(given) };
  return send((client) => client.POST('/session/finish-sso', { body }));
}

function Failed({ failure, isDenied, query }: Refusal) {
  const own = text.sso;
  const texts = isDenied ? { SSO_REFUSED: own.denied } : {};
  const { email, next, to } = query;
  const isLoggedIn = Boolean(who.value);
  const below = isLoggedIn ? (
    <>
      {may('administrator') && <a href={hrefOf('events', { type: 'sso_failed' })}>{own.reason}</a>}
      <a href={hrefOf(to ?? '')}>{own.back}</a>
    </>
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
