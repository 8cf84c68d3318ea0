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

/** A Function that was loaded. */
export interface ProbeTask {
  readonly handler: Handler;
  readonly mark: Mark;
  readonly schemes: readonly InspectedScheme[];
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Receives what is known after each call: the next one may end the process. */
  readonly onResult: (asked: ProbeResult) => void;
}

type Handler = (context: object, event: object, callback: Callback) => unknown;
type Callback = (error: unknown, payload?: unknown) => void;

/**
 * Makes calls that a Function has to refuse, and tells which of them it lets in. The handler behind the
 * guard is not run: the guard is stopped where it names the caller, which it does just before.
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

// With `optional`, a call without credentials is one that is meant.
function callsFor(
  { access, schemes: asked }: Mark,
  schemes: readonly InspectedScheme[],
): readonly UnauthorizedCall[] {
  if (asked.length === 0) return [];
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
        throw new Error('the doctor asks who gets in, and lets nobody further');
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

// What is not a Response goes out with status 200, whatever it says.
function isRefusal(payload: unknown): boolean {
  if (!(payload instanceof Twilio.Response)) return false;
  const { statusCode } = payload as unknown as { readonly statusCode: unknown };
  return typeof statusCode === 'number' && statusCode >= 400;
}

/** Where the guard lets everybody in, or the handler asks its schemes itself: what these say. */
async function isAccepted({ mark, path, variables }: ProbeTask, event: object): Promise<boolean> {
  const context = contextOf(path, variables);
  for (const scheme of mark.schemes) {
    try {
      const configured = scheme.configure(context);
      if ('problems' in configured) continue;
      const { status } = await configured.authenticate(event, context);
      if (status === 'accepted') return true;
    } catch {
      // What fails refuses.
    }
  }
  return false;
}

const UNPRIVILEGED: Principal = Object.freeze({ scheme: 'doctor', username: 'nobody' });

/** What whoever signs up is. */
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
