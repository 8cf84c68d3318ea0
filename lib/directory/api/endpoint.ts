import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { edgeOf } from '../../edge/take-edge';
import { markAccess } from '../../guard/access';
import { readHeader } from '../../http/request-header';
import { readSessionCookie, setSessionCookie, strayCookies } from '../../http/session-cookie';
import { logError, logNotConfigured } from '../../log';
import type { Context, FunctionEvent, Principal, TwilioHandler } from '../../types';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { databaseAt } from '../database/database';
import { isUnavailable } from '../database/database-errors';
import { DirectoryError, ERRORS } from '../errors';
import { directorySettings } from '../settings';
import { requireOwnLogin } from './access';
import { definitionOf, type Operation, type OperationDefinition } from './operation';
import type { Page } from './pagination';
import { readInput } from './read-input';

/** The context of an endpoint's handler. `auth` is missing if the operation requires no authentication. */
type EndpointContext = Context & { readonly auth?: Principal | undefined };

const JSON_TYPE = 'application/json; charset=utf-8';
const LINES_TYPE = 'application/x-ndjson; charset=utf-8';
const NEXT_FIELD = 'Next-Before';
// A Function has ten seconds, and its guard may have used three of them.
const TIME_LIMIT_MS = 6000;

/**
 * Creates the handler of an operation, which parses the input, runs the operation and responds with JSON, for
 * errors too. Wrap it in `withAuth(policyFor(operation), …)`, or in `open` if it requires no authentication.
 */
export function endpoint(operation: Operation): TwilioHandler<EndpointContext, FunctionEvent> {
  const definition = definitionOf(operation);
  const handler: TwilioHandler<EndpointContext, FunctionEvent> = (context, event, callback) => {
    const request: Request = { context, event, requestId: newId('req'), browser: {} };
    respond(definition, request).then(
      (response) => callback(null, response),
      (reason: unknown) => callback(null, failed(reason, request)),
    );
  };
  return markAccess(handler, { access: 'unguarded', schemes: [], operation: operation.name });
}

interface Request {
  readonly context: EndpointContext;
  readonly event: unknown;
  readonly requestId: string;
  readonly browser: Browser;
}

/** The change of the session cookie: a new secret, null for deletion, or undefined for no change. */
interface Browser {
  session?: string | null;
}

async function respond(operation: OperationDefinition, request: Request): Promise<TwilioResponse> {
  const { context, event, requestId, browser } = request;
  const settings = directorySettings(context);
  if ('problems' in settings) {
    logNotConfigured(settings.problems);
    throw new DirectoryError('NOT_CONFIGURED');
  }
  const { auth } = context;
  const source = { origin: settings.origin, hasCookie: auth?.scheme === 'session' };
  const { input, accountId } = readInput(operation, event, source);
  // Another page of the same browser may have switched the session to another account.
  if (accountId !== undefined && accountId !== auth?.directory?.accountId) {
    throw new DirectoryError('ACCOUNT_CHANGED');
  }
  requireOwnLogin(operation.access, auth?.directory);
  const endsAt = performance.now() + TIME_LIMIT_MS;
  const call: Call = {
    database: databaseAt(settings.database, endsAt),
    endsAt,
    settings,
    caller: auth?.directory,
    source: auth?.scheme ?? 'none',
    requestId,
    address: edgeOf(context)?.address ?? null,
    device: userAgentOf(event),
    presentedSession: readSessionCookie(event) ?? undefined,
    setSession: (secret) => {
      if (operation.setsSession !== true) throw new Error(`${operation.name} lacks setsSession.`);
      browser.session = secret;
    },
  };
  const output = await operation.run(call, input);
  const response = operation.asLines === true ? asLines(output) : json(200, output as object);
  if (browser.session === undefined) return response;
  // Clear them before the new cookie is set: if a platform replaces the Domain, the last cookie applies.
  if (readSessionCookie(event) === null)
    clearStrays(response, { origin: settings.origin, context });
  setSessionCookie(response, browser.session);
  return response;
}

function clearStrays(
  response: TwilioResponse,
  { origin, context }: { readonly origin: string; readonly context: EndpointContext },
): void {
  for (const { name, value, attributes } of strayCookies({ origin, path: context.PATH })) {
    response.setCookie(name, value, [...attributes]);
  }
}

function failed(reason: unknown, { requestId, browser }: Request): TwilioResponse {
  const error = asDirectoryError(reason, requestId);
  const { status, message } = ERRORS[error.code];
  const { problems, accounts, retryAfterSeconds } = error.details;
  const details = { ...(problems && { problems }), ...(accounts && { accounts }) };
  const body = { error: { code: error.code, message, ...details, requestId } };
  const response = json(status, body);
  // A new secret was rolled back with its transaction. A deleted session stays deleted, unless an internal
  // error occurred.
  if (browser.session === null && reason === error) setSessionCookie(response, null);
  if (retryAfterSeconds === undefined) return response;
  return response.appendHeader('Retry-After', `${retryAfterSeconds}`);
}

function asDirectoryError(reason: unknown, requestId: string): DirectoryError {
  if (reason instanceof DirectoryError) return reason;
  logError(`the directory failed (${requestId}):`, describe(reason));
  return new DirectoryError(isUnavailable(reason) ? 'UNAVAILABLE' : 'INTERNAL');
}

// The database's messages repeat values that callers have sent, so only the code is logged.
function describe(reason: unknown): unknown {
  const { code, stack } = (reason ?? {}) as { readonly code?: unknown; readonly stack?: unknown };
  return typeof code === 'string' ? code : stack;
}

function asLines(output: unknown): TwilioResponse {
  const { items, next } = output as Page<{ readonly id: string }>;
  const lines = items.map((item) => `${JSON.stringify(item)}\n`);
  const response = typed(LINES_TYPE).setBody(lines.join(''));
  return next === null ? response : response.appendHeader(NEXT_FIELD, next);
}

// The body is an object, because the runtime encodes JSON bodies if it runs each request in its own process.
function json(statusCode: number, body: object): TwilioResponse {
  return typed(JSON_TYPE).setStatusCode(statusCode).setBody(body);
}

function typed(contentType: string): TwilioResponse {
  return new Twilio.Response()
    .appendHeader('Content-Type', contentType)
    .appendHeader('Cache-Control', 'no-store');
}

const MAX_LENGTH = 200;

/** Returns the User-Agent for the list of sessions, shortened and without control characters. */
function userAgentOf(event: unknown): string {
  const given = readHeader(event, 'user-agent');
  if (typeof given !== 'string') return 'unknown';
  return (
    given
      .replace(/[^\x20-\x7e]/g, '')
      .slice(0, MAX_LENGTH)
      .trim() || 'unknown'
  );
}
