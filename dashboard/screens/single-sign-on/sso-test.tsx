import type { ComponentChildren } from 'preact';
import { Badge } from '../../parts/badge';
import { Card } from '../../parts/card';
import { Heading } from '../../parts/heading';
import { inFull } from '../../parts/time';
import { useResource } from '../../resource';
import { hrefOf } from '../../router';
import { type SsoTestResult, ssoTestResult } from '../../sso';
import { text } from '../../texts/text';
import type { Domains } from '../admin/types';

/** `#/single-sign-on/test`: what a provider sent in a test, and what of it counts. */
export function SsoTest() {
  const own = text.singleSignOn.test;
  const result = ssoTestResult.value;
  const back = (
    <a class="button secondary" href={hrefOf('single-sign-on')}>
      {own.back}
    </a>
  );
  if (result === null) {
    return (
      <>
        <Heading title={text.frame.screens['single-sign-on']} why={own.gone} />
        <p>{back}</p>
      </>
    );
  }
  return (
    <>
      <Heading title={own.title} why={own.why} actions={back} />
      <User result={result} />
      <Claims claims={result.claims} />
    </>
  );
}

interface UserProps {
  readonly result: SsoTestResult;
}

function User({ result }: UserProps) {
  const own = text.singleSignOn.test;
  const { subject, name, amr, acr } = result;
  return (
    <Card title={own.user}>
      <dl class="facts">
        <dt>{own.subject}</dt>
        <dd>
          <code>{subject}</code>
          <p class="hint">{own.subjectHint}</p>
        </dd>
        <dt>{text.logIn.email}</dt>
        <dd>
          <Email {...result} />
        </dd>
        <dt>{own.name}</dt>
        <dd>{name ?? <Missing />}</dd>
        <dt>{own.amr}</dt>
        <dd>{amr.length === 0 ? <Missing /> : <code>{amr.join(' ')}</code>}</dd>
        <dt>{own.acr}</dt>
        <dd>{acr === null ? <Missing /> : <code>{acr}</code>}</dd>
      </dl>
    </Card>
  );
}

function Missing() {
  return <span class="muted">{text.singleSignOn.test.missing}</span>;
}

// The service decides by the account's own verified domains. What the provider says about the address is not enough.
function Email({ email, isEmailVerified }: SsoTestResult) {
  const own = text.singleSignOn.test;
  const domains = useResource<Domains>((client) => client.GET('/admin/list-domains'));
  const confirmation = isEmailVerified ? own.confirmed : own.unconfirmed;
  if (email === null) {
    return (
      <Judged counts={false} value={<Missing />}>
        {own.noEmail}
      </Judged>
    );
  }
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const { data } = domains;
  if (data === undefined) return email;
  const counts = data.items.some((one) => one.domain === domain && one.verifiedAt !== null);
  return (
    <Judged counts={counts} value={email}>
      {counts ? own.verifiedDomain(domain) : own.unverifiedDomain(domain)} {confirmation}
    </Judged>
  );
}

interface JudgedProps {
  readonly counts: boolean;
  readonly value: ComponentChildren;
  /** Why. */
  readonly children: ComponentChildren;
}

function Judged({ counts, value, children }: JudgedProps) {
  const own = text.singleSignOn.test;
  return (
    <>
      <p class="tags">
        {value}
        <Badge look={counts ? 'good' : 'bad'} text={counts ? own.counts : own.countsNot} />
      </p>
      <p class="hint">{children}</p>
    </>
  );
}

function Claims({ claims }: Pick<SsoTestResult, 'claims'>) {
  const own = text.singleSignOn.test;
  return (
    <Card title={own.claims}>
      <table class="claims">
        <thead>
          <tr>
            <th scope="col">{own.claim}</th>
            <th scope="col">{own.value}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(claims).map(([claim, value]) => (
            <tr key={claim}>
              <td>
                <code>{claim}</code>
              </td>
              <td>
                <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
                <InTime claim={claim} value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

// RFC 7519 section 2: seconds since 1970.
const TIMES = ['exp', 'iat', 'nbf', 'auth_time', 'updated_at'];
const MS = 1000;

function InTime({ claim, value }: { readonly claim: string; readonly value: unknown }) {
  if (!TIMES.includes(claim) || typeof value !== 'number') return null;
  return <p class="hint">{inFull(new Date(value * MS).toISOString())}</p>;
}
