import type { ScimDirectory } from '../../directory/index';
import { edgeTokens } from '../../edge/edge-tokens';
import { edgeOf } from '../../edge/take-edge';
import { markAccess } from '../../guard/access';
import { authenticate, type ConfiguredSchemes, configureSchemes } from '../../guard/authenticate';
import type { AddressCheck } from '../../guard/check-address';
import { decisionOf, logDecision, notifyDecision } from '../../guard/decision';
import { logError, logNotConfigured } from '../../log';
import type {
  Context,
  FunctionEvent,
  Outcome,
  Principal,
  Refusal,
  TwilioHandler,
} from '../../types';
import { loadPart, missingPart } from '../../util/load-part';
import { answerRequest } from './answer-request';
import { refusedAnswer, type ScimAnswer, scimError, scimResponse } from './scim-response';
import { scimToken } from './scim-token';

const POLICY = { enforce: true, optional: false };
const NO_EDGE: Refusal = Object.freeze({
  status: 'refused',
  code: 'ADDRESS_UNKNOWN',
  httpStatus: 403,
});
// Only an edge knows the method and the path.
const THROUGH_EDGE: AddressCheck = {
  problems: (context) => edgeTokens(context).problems,
  refusal: (context) => (edgeOf(context) === undefined ? NO_EDGE : undefined),
};
const INTERNAL = scimError(500, "An internal error occurred. The service's log has the details.");

/**
 * Creates the endpoint by which an identity provider manages the members of an account: SCIM 2.0 (RFC 7643, RFC 7644)
 * under `/scim/v2`. A request must come through an edge, which maps all methods and paths to this Function, with a SCIM
 * token of a service user.
 *
 * @returns a handler for `open`, because it authenticates its callers itself, and refuses them in SCIM's form.
 * @example
 * export const handler = open(scimEndpoint());
 */
export function scimEndpoint(): TwilioHandler<Context, FunctionEvent> {
  const tokens = scimToken();
  const handler: TwilioHandler<Context, FunctionEvent> = (context, event, callback) => {
    const schemes = configureSchemes({ schemes: [tokens], address: THROUGH_EDGE }, context);
    const send = async () => {
      const outcome = await outcomeOf(schemes, event, context);
      await notifyDecision(decisionOf(outcome, tokens.name, context, POLICY), logDecision);
      return respond(outcome, schemes, { context, event });
    };
    send().then(
      (answer) => callback(null, scimResponse(answer)),
      (reason: unknown) => {
        logError('the SCIM endpoint failed:', describe(reason));
        callback(null, scimResponse(INTERNAL));
      },
    );
  };
  // A caller reaches its own account alone, as in every operation of the directory.
  return markAccess(handler, { access: 'unguarded', schemes: [tokens], operation: tokens.name });
}

// Undefined if the settings have problems.
async function outcomeOf(
  schemes: ConfiguredSchemes,
  event: FunctionEvent,
  context: Context,
): Promise<Outcome | undefined> {
  if (schemes.problems.length > 0) {
    logNotConfigured(schemes.problems);
    return undefined;
  }
  return (await authenticate(schemes, event, context)).outcome;
}

interface Invocation {
  readonly context: Context;
  readonly event: FunctionEvent;
}

async function respond(
  outcome: Outcome | undefined,
  { configured }: ConfiguredSchemes,
  invocation: Invocation,
): Promise<ScimAnswer> {
  if (outcome === undefined) return scimError(500, 'The service is not configured.');
  if (outcome.status === 'accepted') return answer(outcome.principal, invocation);
  return refusal(outcome, configured[0]?.authenticator.challenge);
}

function refusal(
  outcome: Refusal | { readonly status: 'absent' },
  ownChallenge: string | undefined,
): ScimAnswer {
  if (outcome.status === 'absent') {
    return unauthorized('The request has no SCIM token.', ownChallenge);
  }
  const { httpStatus, code, challenge = ownChallenge } = outcome;
  if (httpStatus === 503) return scimError(503, 'The directory is unavailable. Try again.');
  if (outcome === NO_EDGE) {
    return scimError(403, 'SCIM requires an edge in front of the service, and a call through it.');
  }
  if (code === 'ADDRESS_REFUSED' || code === 'ADDRESS_UNKNOWN') {
    return scimError(403, 'The account does not allow this IP address.');
  }
  return unauthorized('The SCIM token is not valid.', challenge);
}

function unauthorized(detail: string, challenge = 'Bearer'): ScimAnswer {
  return scimError(401, detail, { headers: { 'WWW-Authenticate': challenge } });
}

async function answer(principal: Principal, { context, event }: Invocation): Promise<ScimAnswer> {
  const edge = edgeOf(context);
  if (edge === undefined) return refusal(NO_EDGE, undefined);
  const { request: _request, ...body } = event;
  try {
    const { method, target } = edge;
    return await answerRequest(directoryOf(context, principal), { method, target, body });
  } catch (reason) {
    const refused = refusedAnswer(reason);
    if (refused === undefined) throw reason;
    return refused;
  }
}

function directoryOf(context: Context, principal: Principal): ScimDirectory {
  const part = loadPart<typeof import('../../directory/index')>('directory');
  if (part === undefined) throw new Error(missingPart('directory'));
  return part.scimDirectory(context, principal);
}

// The database's messages repeat values that callers have sent, so only the code is logged.
function describe(reason: unknown): unknown {
  const { code, stack } = (reason ?? {}) as { readonly code?: unknown; readonly stack?: unknown };
  return typeof code === 'string' ? code : stack;
}
