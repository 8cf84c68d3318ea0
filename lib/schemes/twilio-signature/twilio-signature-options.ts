import { unknownOptionProblems } from '../../util/option-problems';
import type { ReplayStore } from './memory-replay-store';

/** Options of `twilioSignature()`. */
export interface TwilioSignatureOptions {
  /**
   * The query string of the webhook's URL, exactly as it was given to Twilio: `lang=en&v=2`. A Function does
   * not see the query string, so a request with a different one is refused. Default: no query string.
   */
  readonly query?: string;
  /**
   * The store of received requests. A signed request is accepted once, even if its handler failed. Use it for
   * messages and status callbacks. Do not use it for a voice loop, which repeats equal calls. Default: no
   * store, so a captured request can be sent again.
   */
  readonly replay?: ReplayStore;
  /**
   * `true` treats an equal request with another `I-Twilio-Idempotency-Token` as another request: a voice loop
   * continues, and Twilio's own retry is refused. Twilio does not sign that header, so an attacker with a
   * captured request can change it. The platform may remove the header. Then only the signature distinguishes
   * requests. Default: `false`.
   */
  readonly idempotencyToken?: boolean;
}

const OPTIONS = ['query', 'replay', 'idempotencyToken'];

/** Returns the problems of the options, except those of the query. */
export function signatureOptionProblems(given: TwilioSignatureOptions): readonly string[] {
  const { replay, idempotencyToken = false } = given;
  const problems = [...unknownOptionProblems('twilioSignature()', given, OPTIONS)];
  if ('replay' in given && typeof replay?.claim !== 'function') {
    problems.push('replay must have the function claim');
  }
  if (typeof idempotencyToken !== 'boolean') {
    problems.push('idempotencyToken must be true or false');
  }
  if (idempotencyToken === true && !('replay' in given)) {
    problems.push('idempotencyToken requires replay');
  }
  return problems;
}
