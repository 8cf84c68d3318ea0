import { networkOf } from '../../edge/address';
import { edgeOf } from '../../edge/take-edge';
import type { PresentedCredentials } from '../../http/basic-authorization';
import type { ThrottleStore } from '../../throttle/memory-throttle';
import type { Outcome, RefusalCode } from '../../types';
import { singleFlight, thenSync } from '../../util/maybe-promise';
import type { PasswordVerifier } from './custom-verifier';
import type { KnownUsers } from './known-users';
import { throttled } from './refusals';

/** Dependencies of {@link passwordCheck}. */
export interface PasswordCheckOptions {
  readonly known: KnownUsers;
  readonly verifier: PasswordVerifier | undefined;
  readonly throttle: ThrottleStore;
  /** Counts the failures of an address, if an edge reports it. */
  readonly addressThrottle: ThrottleStore;
  /** Returns the throttle's key of a username. */
  keyOf(username: string): string;
}

/** Credentials that are not cached, with the digest of their canonical header value. */
export interface Attempt {
  readonly digest: string;
  readonly presented: PresentedCredentials;
  /** The invocation's context. */
  readonly context: object;
}

type Answer = Outcome | PromiseLike<Outcome>;

/**
 * Creates a password check with rate limiting. Each attempt counts as failed until it succeeds, so that
 * concurrent guesses are counted as well. Concurrent equal checks are one attempt.
 */
export function passwordCheck(options: PasswordCheckOptions): (attempt: Attempt) => Answer {
  const share = singleFlight<Outcome>();
  return (attempt) => {
    // The result of a verifier may depend on the path and the address of the request.
    const { PATH } = attempt.context as { readonly PATH?: unknown };
    const from = edgeOf(attempt.context)?.address;
    const question = options.verifier === undefined ? '' : `${String(PATH)} ${from}`;
    return share(attempt.digest + question, () => count(options, attempt));
  };
}

function count(options: PasswordCheckOptions, attempt: Attempt): Answer {
  const { known, verifier, throttle, keyOf } = options;
  const { digest, presented } = attempt;
  const { username } = presented;
  const name = keyOf(username);
  const refusal = known.refusalFor(username);
  // An attacker must not be able to lock out a caller who was accepted before.
  if (verifier?.skipsThrottle(digest, presented)) return match(options, attempt, refusal);

  return thenSync(consumeAddress(options, attempt), ({ seconds: wait, refund: refundAddress }) => {
    // An address that has to wait must not make names wait.
    if (wait !== 0) return throttled(refusal, wait);
    return thenSync(throttle.consume(name), (seconds): Answer => {
      if (seconds !== 0) return throttled(refusal, seconds);
      const refund = () => thenSync(throttle.refund(name), refundAddress);
      return thenSync(refundIfFails(match(options, attempt, refusal), refund), (outcome) =>
        isGuess(outcome) ? outcome : thenSync(refund(), () => outcome),
      );
    });
  });
}

interface CountedAddress {
  /** The seconds to wait, or 0 if the attempt was counted. */
  readonly seconds: number;
  refund(): unknown;
}

const NO_ADDRESS: CountedAddress = { seconds: 0, refund: () => undefined };

function consumeAddress(
  { addressThrottle }: PasswordCheckOptions,
  { context }: Attempt,
): CountedAddress | PromiseLike<CountedAddress> {
  const address = edgeOf(context)?.address;
  if (address === undefined) return NO_ADDRESS;
  const network = networkOf(address);
  const refund = () => addressThrottle.refund(network);
  return thenSync(addressThrottle.consume(network), (seconds) => ({ seconds, refund }));
}

function match({ known, verifier }: PasswordCheckOptions, attempt: Attempt, refusal: Outcome) {
  const { digest, presented, context } = attempt;
  const plain = known.matchPlain(digest);
  if (plain !== undefined) return plain;
  if (known.matchHashed === undefined && verifier === undefined) return refusal;
  return (async () =>
    (await known.matchHashed?.(digest, presented)) ??
    (await verifier?.verify(digest, presented, context)) ??
    refusal)();
}

// Includes refusals of correct passwords: the throttle must not reveal that a password is correct.
const GUESSES: readonly RefusalCode[] = [
  'CREDENTIALS_INVALID',
  'SECOND_FACTOR_REQUIRED',
  'SSO_REQUIRED',
  'ACCOUNT_AMBIGUOUS',
];

function isGuess(outcome: Outcome): boolean {
  return outcome.status === 'refused' && GUESSES.includes(outcome.code);
}

// An internal error says nothing about the credentials, so the attempt must not count.
function refundIfFails(answer: Outcome | Promise<Outcome>, refund: () => unknown): Answer {
  if (!(answer instanceof Promise)) return answer;
  return answer.catch(async (reason: unknown) => {
    await refund();
    throw reason;
  });
}
