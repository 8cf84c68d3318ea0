import { unknownOptionProblems } from '../../util/option-problems';
import type { ReplayStore } from './memory-replay-store';

/** Options of `twilioSignature()`. */
export interface TwilioSignatureOptions {
  /**
   * The query string of the webhook's URL, exactly as it was given to Twilio: `lang=en&v=2`. A
   * Function does not see it, so a request with any other one is refused. Default: the URL has none.
   */
  readonly query?: string;
  /**
   * Remembers which requests were here: a signed request is let in once, even where its handler
   * failed. Right for messages and status callbacks. Wrong for a voice loop, in which equal calls come
   * twice. Default: nothing remembers, and a captured request can be sent again.
   */
  readonly replay?: ReplayStore;
  /**
   * `true` takes an equal request with another `I-Twilio-Idempotency-Token` for another request, so
   * that a voice loop goes on and Twilio's own retry is refused. Twilio does not sign that field: who
   * captured a request can change it. Without the field, which the platform may take away, requests
   * are told apart by the signature alone. Default: `false`.
   */
  readonly idempotencyToken?: boolean;
}

const OPTIONS = ['query', 'replay', 'idempotencyToken'];

/** What is wrong with the options as such; the query is read elsewhere. */
export function signatureOptionProblems(given: TwilioSignatureOptions): readonly string[] {
  const { replay, idempotencyToken = false } = given;
  const problems = [...unknownOptionProblems('twilioSignature()', given, OPTIONS)];
  if ('replay' in given && typeof replay?.claim !== 'function') {
    problems.push('replay does not have the function claim');
  }
  if (typeof idempotencyToken !== 'boolean') {
    problems.push('idempotencyToken is neither true nor false');
  }
  if (idempotencyToken === true && !('replay' in given)) {
    problems.push('idempotencyToken does nothing without replay');
  }
  return problems;
}
