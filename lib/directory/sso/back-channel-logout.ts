import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { markAccess } from '../../guard/access';
import { logError, logNotConfigured } from '../../log';
import type { ProvenLogout } from '../../sso/sso';
import type { Context, FunctionEvent, TwilioHandler } from '../../types';
import { recordEvents } from '../audit-log/record-event';
import type { Call } from '../call';
import { consumeChallenge } from '../challenge';
import { newId } from '../crypto/ids';
import { databaseAt, inTransaction, read } from '../database/database';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { directorySettings } from '../settings';
import { providerLimits, requireAnswer, ssoClient } from './sso-client';

// A Function has ten seconds.
const TIME_LIMIT_MS = 6000;
const MAX_TOKEN = 16_384;
/** Longer than a token is accepted, with the difference of two clocks. */
const USED_SECONDS = 600;
const ID = /^\w{4,40}$/;

type LogoutCall = Pick<
  Call,
  'database' | 'endsAt' | 'settings' | 'caller' | 'source' | 'requestId'
>;
type Provider = Row<'identity_providers'>;

/** The error codes of RFC 6749 that a provider sees. */
type LogoutError = 'invalid_request' | 'temporarily_unavailable';

/**
 * Creates the handler that identity providers call when their user has logged out there (OpenID Connect Back-Channel Logout
 * 1.0). The query has the provider's id, and the form a signed `logout_token`, which is the proof. It ends the sessions that
 * began with the provider's session, or with its user.
 *
 * @returns a handler for `open`. It answers 200, or 400 with a JSON body, as section 2.8 requires also for failures.
 */
export function backChannelLogout(): TwilioHandler<Context, FunctionEvent> {
  const handler: TwilioHandler<Context, FunctionEvent> = (context, event, callback) => {
    logOut(context, event).then(
      (error) => callback(null, responseOf(error)),
      () => callback(null, responseOf('temporarily_unavailable')),
    );
  };
  return markAccess(handler, { access: 'unguarded', schemes: [] });
}

async function logOut(context: Context, event: FunctionEvent): Promise<LogoutError | null> {
  const settings = directorySettings(context);
  if ('problems' in settings) {
    logNotConfigured(settings.problems);
    return 'temporarily_unavailable';
  }
  const { identityProvider, logout_token: token } = event as Readonly<Record<string, unknown>>;
  const isForm = typeof identityProvider === 'string' && ID.test(identityProvider);
  if (!isForm || typeof token !== 'string' || token.length > MAX_TOKEN) return 'invalid_request';
  const endsAt = performance.now() + TIME_LIMIT_MS;
  const call: LogoutCall = {
    database: databaseAt(settings.database, endsAt),
    endsAt,
    settings,
    caller: undefined,
    source: 'identity_provider',
    requestId: newId('req'),
  };
  try {
    await verifyAndEnd(call, { identityProvider, token });
    return null;
  } catch (reason) {
    return errorOf(call, reason);
  }
}

function errorOf({ requestId }: LogoutCall, reason: unknown): LogoutError {
  if (reason instanceof DirectoryError) {
    return reason.code === 'SSO_RESPONSE_INVALID' ? 'invalid_request' : 'temporarily_unavailable';
  }
  const { code } = (reason ?? {}) as { readonly code?: unknown };
  logError(`a logout at an identity provider failed (${requestId}):`, code);
  return 'temporarily_unavailable';
}

async function verifyAndEnd(
  call: LogoutCall,
  { identityProvider, token }: { readonly identityProvider: string; readonly token: string },
): Promise<void> {
  const provider = await call.database
    .selectFrom('identity_providers')
    .selectAll()
    .where('id', '=', identityProvider)
    .executeTakeFirst();
  if (provider === undefined) throw new DirectoryError('SSO_RESPONSE_INVALID');
  const { type, issuer, client_id: clientId } = provider;
  const client = { type, issuer, clientId };
  const result = await ssoClient().verifyLogoutToken(client, token, providerLimits(call));
  await endSessionsOf(call, provider, requireAnswer(provider, result));
}

async function endSessionsOf(call: LogoutCall, provider: Provider, logout: ProvenLogout) {
  const { id: tokenId, issuedAt } = logout;
  const digest = hash('sha256', `logout ${provider.id}\n${tokenId}`, 'buffer');
  const used = { digest, expiresAt: Math.floor(issuedAt) + USED_SECONDS };
  await inTransaction(call.database, async (tx) => {
    consumeChallenge(tx, used, new DirectoryError('SSO_RESPONSE_INVALID'));
    const deletion = tx
      .deleteFrom('sessions')
      .where('idp_id', '=', provider.id)
      .where(isMeant(logout))
      .returning(['id', 'user_id as userId', 'account_id as accountId']);
    const ended = read(tx, deletion);
    const events = (await ended()).map(({ id, userId, accountId }) => ({
      type: 'session_deleted' as const,
      accountId,
      object: {
        type: 'session',
        id,
        reason: 'identity-provider',
        userId,
        identityProvider: provider.id,
      },
    }));
    await recordEvents(tx, call, events);
  });
}

// A session whose id at the provider is not known may be the one that has ended.
function isMeant({ subject = '', sessionId }: ProvenLogout) {
  const isOfUser = sql<boolean>`idp_subject = ${subject}`;
  if (sessionId === undefined) return isOfUser;
  return sql<boolean>`(idp_session = ${sessionId} or (idp_session is null and ${isOfUser}))`;
}

function responseOf(error: LogoutError | null) {
  const response = new Twilio.Response().appendHeader('Cache-Control', 'no-store');
  if (error === null) return response.setStatusCode(200);
  return response
    .setStatusCode(400)
    .appendHeader('Content-Type', 'application/json; charset=utf-8')
    .setBody({ error });
}
