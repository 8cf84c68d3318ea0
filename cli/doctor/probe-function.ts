import { newId } from '../../lib/directory/crypto/ids';
import type { Mark } from '../../lib/guard/access';
import { ADMINISTRATOR } from '../../lib/identity/roles';
import type { Principal } from '../../lib/types';
import type { InspectedScheme, ProbeResult } from './inspect-function';
import { contextOf } from './provide-runtime';
import {
  callsWithInvalidCredentials,
  NO_CREDENTIALS,
  type UnauthorizedCall,
} from './unauthorized-calls';

/** A loaded Function to call. */
export interface ProbeTask {
  readonly handler: Handler;
  readonly mark: Mark;
  readonly schemes: readonly InspectedScheme[];
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Receives the results after each call, because the next call may end the process. */
  readonly onResult: (result: ProbeResult) => void;
}

type Handler = (context: object, event: object, callback: Callback) => unknown;
type Callback = (error: unknown, payload?: unknown) => void;

/**
 * Makes calls that a Function must refuse, and reports the calls that it accepts. The handler behind the guard never
 * runs: the guard sets the caller just before it, and is stopped there.
 */
export async function probeFunction(task: ProbeTask): Promise<void> {
  const { mark, schemes, onResult } = task;
  const accepted: string[] = [];
  let authorizes: ProbeResult['authorizes'];
  const tell = () => onResult({ accepted: [...new Set(accepted)], authorizes });
  for (const { what, event } of callsFor(mark, schemes)) {
    if (await isAllowed(task, event)) accepted.push(what);
    tell();
  }
  if (typeof mark.authorize !== 'function') return;
  authorizes = {
    unprivileged: await isAuthorized(task, UNPRIVILEGED),
    newAdministrator: await isAuthorized(task, newAdministrator()),
  };
  tell();
}

// With `optional`, calls without credentials are intended.
function callsFor(
  { access, schemes: policySchemes }: Mark,
  schemes: readonly InspectedScheme[],
): readonly UnauthorizedCall[] {
  if (policySchemes.length === 0) return [];
  const calls = callsWithInvalidCredentials(schemes);
  return access === 'optional' ? calls : [NO_CREDENTIALS, ...calls];
}

async function isAllowed(task: ProbeTask, event: object): Promise<boolean> {
  const { access } = task.mark;
  const isEnforced = access === 'guarded' || access === 'optional';
  return isEnforced ? passesGuard(task, event) : isAccepted(task, event);
}

function passesGuard({ handler, path, variables }: ProbeTask, event: object): Promise<boolean> {
  return new Promise((resolve) => {
    const context = contextOf(path, variables);
    Object.defineProperty(context, 'auth', {
      enumerable: true,
      get: () => undefined,
      set: () => {
        resolve(true);
        throw new Error('the doctor never runs the handler');
      },
    });
    const answer: Callback = (error, payload) => resolve(!error && !isRefusal(payload));
    try {
      handler(context, event, answer);
    } catch {
      resolve(false);
    }
  });
}

// A payload that is not a Response is sent with status 200.
function isRefusal(payload: unknown): boolean {
  if (!(payload instanceof Twilio.Response)) return false;
  const { statusCode } = payload as unknown as { readonly statusCode: unknown };
  return typeof statusCode === 'number' && statusCode >= 400;
}

/** Calls the schemes directly, if the guard accepts every caller or the handler calls its schemes itself. */
async function isAccepted({ mark, path, variables }: ProbeTask, event: object): Promise<boolean> {
  const context = contextOf(path, variables);
  for (const scheme of mark.schemes) {
    try {
      const configured = scheme.configure(context);
      if ('problems' in configured) continue;
      const { status } = await configured.authenticate(event, context);
      if (status === 'accepted') return true;
    } catch {
      // A scheme that throws has refused.
    }
  }
  return false;
}

const UNPRIVILEGED: Principal = Object.freeze({ scheme: 'doctor', username: 'nobody' });

/** Returns the principal of a user after sign-up. */
function newAdministrator(): Principal {
  const accountId = newId('ac');
  const directory = Object.freeze({
    accountId,
    accountName: accountId,
    userId: newId('usr'),
    membershipId: newId('mbr'),
    name: 'nobody@example.com',
    roles: ADMINISTRATOR,
    status: 'authenticated',
    steppedUpAt: Date.now(),
  } as const);
  return Object.freeze({ scheme: 'session', username: 'nobody@example.com', directory });
}

async function isAuthorized({ mark, path, variables }: ProbeTask, principal: Principal) {
  if (typeof mark.authorize !== 'function') return false;
  try {
    const context = contextOf(path, variables) as never;
    return (await mark.authorize(principal, context, NO_CREDENTIALS.event)) === true;
  } catch {
    return false;
  }
}
