import {
  array,
  boolean,
  maxLength,
  nullable,
  optional,
  pipe,
  record,
  strictObject,
  string,
  unknown,
} from 'valibot';
import { identityLinkedMail } from '../../../mail/texts/sso-mails';
import type { ProvenIdentity } from '../../../sso/sso';
import { requireOwnLogin, SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordRepeated } from '../../audit-log/record-repeated';
import { type Call, callerOf } from '../../call';
import { DirectoryError } from '../../errors';
import { notifyUser } from '../../notifications/notify-user';
import { linkToken, status } from '../../schemas';
import { callOfSession } from '../../sso/call-of-session';
import { providerObject, redirectUriOf } from '../../sso/identity-provider';
import { linkIdentity } from '../../sso/linked-identity';
import { logInWithSso } from '../../sso/log-in-with-sso';
import { certificateOf, type UsedAttempt, useAttempt } from '../../sso/sso-attempt';
import {
  providerClient,
  providerLimits,
  requireAnswer,
  SsoRefused,
  ssoClient,
} from '../../sso/sso-client';
import { stepUpWithSso } from '../../sso/step-up-with-sso';

const MAX_PARAMETER = 4096;
const parameter = pipe(string(), maxLength(MAX_PARAMETER));

interface Answer {
  readonly attempt: string;
  readonly state: string;
  readonly code?: string | undefined;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
  readonly result?: string | undefined;
}

/** An attempt is valid once, also if the login fails. The reason of a failure is in the account's audit log. */
export const finishSso = operation({
  name: 'session/finish-sso',
  summary:
    'Finishes a login with an identity provider: starts a session, steps one up, links an identity, or shows the result of a test.',
  access: 'anyone',
  changes: true,
  setsSession: true,
  input: strictObject({
    attempt: linkToken,
    state: parameter,
    code: optional(parameter),
    iss: optional(parameter),
    error: optional(parameter),
    /** The secret that `session/return-saml` has given to the page. */
    result: optional(linkToken),
  }),
  output: strictObject({
    /** The session's status. Null after a test, which changes no session. */
    status: nullable(status),
    /** What the provider sent, after `admin/test-identity-provider`. */
    test: nullable(
      strictObject({
        subject: string(),
        email: nullable(string()),
        isEmailVerified: boolean(),
        name: nullable(string()),
        amr: array(string()),
        acr: nullable(string()),
        claims: record(string(), unknown()),
      }),
    ),
  }),
  errors: [
    'SSO_ATTEMPT_INVALID',
    'SSO_REFUSED',
    'SSO_RESPONSE_INVALID',
    'IDENTITY_PROVIDER_UNAVAILABLE',
    'IDENTITY_PROVIDER_INVALID',
    'EMAIL_UNVERIFIED',
    'DOMAIN_UNVERIFIED',
    'EMAIL_EXISTS',
    'SIGN_UP_CLOSED',
    'ACCOUNT_UNAVAILABLE',
    'ADDRESS_REFUSED',
    'STEP_UP_STALE',
    'IDENTITY_MISMATCH',
    'SECOND_FACTOR_REQUIRED',
    'IDENTITY_EXISTS',
    'OWN_LOGIN_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, given: Answer) {
    const attempt = await useAttempt(call, given);
    return recordIfFailed(call, attempt, async () => {
      const identity = await redeem(call, attempt, given);
      if (attempt.purpose === 'test') return { status: null, test: describeTest(identity) };
      if (attempt.purpose === 'step-up') {
        const own = await callOfSession(call);
        return { status: await stepUpWithSso(own, attempt, identity), test: null };
      }
      if (attempt.purpose === 'link') {
        return { status: await link(call, attempt, identity), test: null };
      }
      return { ...(await logInWithSso(call, attempt, identity)), test: null };
    });
  },
});

async function link(call: Call, attempt: UsedAttempt, identity: ProvenIdentity) {
  const own = await callOfSession(call);
  const { userId = '', name: email, status: reached = 'authenticated' } = callerOf(own);
  requireOwnLogin(SELF_SERVICE, own.caller);
  const isNew = await linkIdentity(own, attempt, identity);
  const { name } = attempt.provider;
  const write: Parameters<typeof notifyUser>[2] = (notice) =>
    identityLinkedMail({ ...notice, name });
  if (isNew) await notifyUser(own, { userId, email }, write);
  return reached;
}

async function redeem(call: Call, attempt: UsedAttempt, given: Answer): Promise<ProvenIdentity> {
  const { keys } = call.settings;
  if (attempt.provider.type === 'saml') return provenBySaml(attempt);
  const { attempt: _secret, result: _none, ...parameters } = given;
  const sent = Object.entries(parameters).filter(
    (one): one is [string, string] => one[1] !== undefined,
  );
  const answer = {
    parameters: Object.fromEntries(sent),
    state: given.state,
    nonce: attempt.nonce,
    verifier: attempt.verifier,
    redirectUri: redirectUriOf(call.settings),
  };
  const client = providerClient(keys, attempt.provider);
  const result = await ssoClient().redeemCode(client, answer, providerLimits(call));
  return requireAnswer(attempt.provider, result);
}

function provenBySaml({ provider, proven }: UsedAttempt): ProvenIdentity {
  if (proven === undefined) throw new DirectoryError('SSO_ATTEMPT_INVALID');
  return requireAnswer(provider, proven).identity;
}

function describeTest(identity: ProvenIdentity) {
  const { subject, email, isEmailVerified, name, amr, acr, claims } = identity;
  return {
    subject,
    email: email ?? null,
    isEmailVerified,
    name: name ?? null,
    amr: [...amr],
    acr: acr ?? null,
    claims: { ...claims },
  };
}

/** Records a failure in the log of the provider's account. */
async function recordIfFailed<T>(
  call: Call,
  attempt: UsedAttempt,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const { provider, purpose } = attempt;
    const reason = error instanceof SsoRefused ? error.reason : error.code;
    const why = { code: error.code, reason, purpose, ...certificateOf(attempt) };
    const object = { ...providerObject(provider), ...why };
    const event = { type: 'sso_failed', accountId: provider.account_id, object } as const;
    await recordRepeated(call.database, call, [event]);
    throw error;
  }
}
