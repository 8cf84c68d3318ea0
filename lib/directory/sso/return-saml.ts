import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { redirectToPage } from '../../dashboard/redirect-to-page';
import { markAccess } from '../../guard/access';
import { plainText } from '../../http/responses';
import { logError, logNotConfigured } from '../../log';
import type { ProvenAssertion } from '../../saml/saml';
import type { SsoProblem } from '../../sso/sso';
import type { Context, FunctionEvent, TwilioHandler } from '../../types';
import { consumeChallenge } from '../challenge';
import { newId, newSecret, secretHash } from '../crypto/ids';
import {
  type Database,
  databaseAt,
  inTransaction,
  requireRow,
  type Tx,
  write,
} from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { type DirectorySettings, directorySettings } from '../settings';
import { acsUrlOf } from './identity-provider';
import { samlClient } from './saml-client';

const TIME_LIMIT_MS = 6000;
const MAX_STATE = 100;
// 128 kB in base64.
const MAX_RESPONSE = 180_000;
const RESULT_MINUTES = 2;
const PROVIDER_ID = /^idp_\w{1,36}$/;

/** The browser's way back to the page, by what the fragment tells the page. */
type Fragment = Readonly<Record<string, string>>;

/**
 * Creates the handler that gets the responses of identity providers of SAML 2.0: the assertion consumer service. The browser posts
 * the form. No cookie comes with it, and none is needed: the response is verified, what it proves waits in the row of the login,
 * and the page that started the login gets it with a new secret. This alone logs nobody in.
 *
 * A response that nobody asked for is not read. If its `RelayState` is the id of a provider, the page offers a login there.
 *
 * @returns a handler for `open`. It answers 303 to the dashboard, or 503.
 */
export function returnSaml(): TwilioHandler<Context, FunctionEvent> {
  const handler: TwilioHandler<Context, FunctionEvent> = (context, event, callback) => {
    receive(context, event as Readonly<Record<string, unknown>>).then(
      (fragment) => callback(null, redirectToPage(new URLSearchParams(fragment))),
      (reason: unknown) => callback(null, unavailable(reason)),
    );
  };
  return markAccess(handler, { access: 'unguarded', schemes: [] });
}

async function receive(
  context: Context,
  { SAMLResponse: response, RelayState: state }: Readonly<Record<string, unknown>>,
): Promise<Fragment> {
  if (typeof state !== 'string' || state.length > MAX_STATE) return {};
  if (PROVIDER_ID.test(state)) return { 'sso-of': state };
  if (typeof response !== 'string' || response.length > MAX_RESPONSE) return {};
  const settings = directorySettings(context);
  if ('problems' in settings) {
    logNotConfigured(settings.problems);
    throw new DirectoryError('NOT_CONFIGURED');
  }
  const database = databaseAt(settings.database, performance.now() + TIME_LIMIT_MS);
  const attempt = await findAttempt(database, state);
  // The page is told that the login has expired.
  if (attempt === undefined) return { sso: '', state };
  const proven = await verify(settings, attempt, response);
  return { sso: '', state, result: await storeResult(database, { state, attempt, proven }) };
}

interface Attempt extends Row<'identity_providers'> {
  readonly requestId: string;
}

function findAttempt(database: Database, state: string): Promise<Attempt | undefined> {
  return database
    .selectFrom('sso_attempts as t')
    .innerJoin('identity_providers as p', 'p.id', 't.idp_id')
    .selectAll('p')
    .select('t.nonce as requestId')
    .where('t.state_hash', '=', secretHash(state))
    .where('t.result_hash', 'is', null)
    .where('t.expires_at', '>', sql<Date>`now()`)
    .where('p.type', '=', 'saml')
    .executeTakeFirst();
}

function verify(settings: DirectorySettings, attempt: Attempt, response: string) {
  const { issuer, login_url, certificates, client_id, requestId } = attempt;
  const provider = { entityId: issuer, loginUrl: login_url ?? '', certificates };
  const recipient = { entityId: client_id, acsUrl: acsUrlOf(settings), requestId };
  return samlClient().verifyResponse(provider, response, recipient);
}

interface Result {
  readonly state: string;
  readonly attempt: Attempt;
  readonly proven: ProvenAssertion | SsoProblem;
}

/** Stores what a response proves, and uses its assertion up. @returns the secret with which the page gets it. */
async function storeResult(database: Database, result: Result): Promise<string> {
  try {
    return await inTransaction(database, async (tx) => {
      useAssertion(tx, result);
      await recordCertificateUse(tx, result);
      return update(tx, result);
    });
  } catch (reason) {
    if (!(reason instanceof DirectoryError)) throw reason;
    const proven = { problem: 'invalid', reason: 'replay' } as const;
    return inTransaction(database, async (tx) => update(tx, { ...result, proven }));
  }
}

function useAssertion(tx: Tx, { attempt, proven }: Result): void {
  if ('problem' in proven) return;
  const digest = hash('sha256', `saml ${attempt.id}\n${proven.id}`, 'buffer');
  const used = { digest, expiresAt: Math.ceil(proven.expiresAt) };
  consumeChallenge(tx, used, new DirectoryError('SSO_RESPONSE_INVALID'));
}

// At most once an hour, so that the logins of an account do not wait for one another. Before the row of the login, as when a
// provider is deleted.
async function recordCertificateUse(tx: Tx, { attempt, proven }: Result): Promise<void> {
  if ('problem' in proven) return;
  const { fingerprint } = proven;
  const uses = sql<string>`certificate_uses || jsonb_build_object(${fingerprint}::text, now())`;
  const isRecent = sql<boolean>`coalesce(
    (certificate_uses ->> ${fingerprint})::timestamptz > now() - interval '1 hour', false)`;
  const provider = tx
    .updateTable('identity_providers')
    .set({ certificate_uses: uses })
    .where('id', '=', attempt.id)
    .where((the) => the.not(isRecent));
  await write(tx, provider);
}

function update(tx: Tx, { state, proven }: Result): string {
  const secret = newSecret();
  const stored = tx
    .updateTable('sso_attempts')
    .set({
      result_hash: secretHash(secret),
      result: JSON.stringify(proven),
      expires_at: sql<Date>`now() + make_interval(mins => ${RESULT_MINUTES})`,
    })
    .where('state_hash', '=', secretHash(state))
    .where('result_hash', 'is', null)
    .returning('idp_id');
  // Another response of the same login was first.
  requireRow(tx, stored, new DirectoryError('SSO_ATTEMPT_INVALID'));
  return secret;
}

function unavailable(reason: unknown) {
  const { code } = (reason ?? {}) as { readonly code?: unknown };
  logError(`a response of SAML could not be received (${newId('req')}):`, code);
  const body = 'The service is not available. Go back and log in again.\n';
  return plainText(503, body).appendHeader('Retry-After', '5');
}
