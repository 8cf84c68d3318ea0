import type { PresentedCredentials } from '../../http/basic-authorization';
import type { ThrottleStore } from '../../throttle/memory-throttle';
import type { Outcome, RefusalCode } from '../../types';
import { singleFlight, thenSync } from '../../util/maybe-promise';
import type { VerifiedElsewhere } from './custom-verifier';
import type { KnownPairs } from './known-users';
import { throttled } from './refusals';

/** What a pair is checked against. */
export interface PairRules {
  readonly known: KnownPairs;
  readonly elsewhere: VerifiedElsewhere | undefined;
  readonly throttle: ThrottleStore;
  /** What the throttle counts a username by. */
  nameOf(username: string): string;
}

/** A pair that was not verified before. The digest stands for its canonical field value. */
export interface Attempt {
  readonly digest: string;
  readonly pair: PresentedCredentials;
  /** The invocation's context. */
  readonly context: object;
}

type Answer = Outcome | PromiseLike<Outcome>;

/**
 * A check that counts: each attempt is taken for refused until it was not, so that guesses made at
 * once are counted as well. Equal checks that overlap are one attempt.
 */
export function pairCheck(rules: PairRules): (attempt: Attempt) => Answer {
  const share = singleFlight<Outcome>();
  return (attempt) => {
    // What a Function's own database says may depend on the path that was called.
    const { PATH } = attempt.context as { readonly PATH?: unknown };
    const question = rules.elsewhere === undefined ? '' : String(PATH);
    return share(attempt.digest + question, () => count(rules, attempt));
  };
}

function count(rules: PairRules, attempt: Attempt): Answer {
  const { known, elsewhere, throttle, nameOf } = rules;
  const { digest, pair } = attempt;
  const { username } = pair;
  const name = nameOf(username);
  const refusal = known.refusalOf(username);
  // Nobody can lock a caller out who was let in before.
  if (elsewhere?.needsNoBrake(digest, pair)) return find(rules, attempt, refusal);

  return thenSync(throttle.consume(name), (seconds): Answer => {
    if (seconds !== 0) return throttled(refusal, seconds);
    const refund = () => throttle.refund(name);
    return thenSync(refundIfFails(find(rules, attempt, refusal), refund), (outcome) =>
      isGuess(outcome) ? outcome : thenSync(refund(), () => outcome),
    );
  });
}

function find({ known, elsewhere }: PairRules, attempt: Attempt, refusal: Outcome) {
  const { digest, pair, context } = attempt;
  const plain = known.findPlain(digest);
  if (plain !== undefined) return plain;
  if (known.findHashed === undefined && elsewhere === undefined) return refusal;
  return (async () =>
    (await known.findHashed?.(digest, pair)) ??
    (await elsewhere?.find(digest, pair, context)) ??
    refusal)();
}

// Where the password was right and does not do, nobody may learn that it was.
const GUESSES: readonly RefusalCode[] = [
  'CREDENTIALS_INVALID',
  'SECOND_FACTOR_REQUIRED',
  'ACCOUNT_AMBIGUOUS',
];

function isGuess(outcome: Outcome): boolean {
  return outcome.status === 'refused' && GUESSES.includes(outcome.code);
}

// An attempt that failed for reasons of ours says nothing about the pair.
function refundIfFails(answer: Outcome | Promise<Outcome>, refund: () => unknown): Answer {
  if (!(answer instanceof Promise)) return answer;
  return answer.catch(async (reason: unknown) => {
    await refund();
    throw reason;
  });
}
