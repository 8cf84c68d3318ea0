import type { BasicCredentials } from '../../http/basic-authorization';
import type { Outcome } from '../../types';

/** Pairs that a database judges. Each is asked for every time: it may have changed. */
export interface VerifiedElsewhere {
  /** Whether nobody guesses this pair: it was right when it was last asked for, for example. */
  needsNoBrake(digest: string, pair: BasicCredentials): boolean;
  find(digest: string, pair: BasicCredentials, context: object): Promise<Outcome | undefined>;
}

/** Asks one after the other; the first that knows the pair decides. */
export function oneAfterTheOther(
  sources: readonly VerifiedElsewhere[],
): VerifiedElsewhere | undefined {
  if (sources.length < 2) return sources[0];
  return {
    needsNoBrake: (...given) => sources.some((source) => source.needsNoBrake(...given)),
    async find(...given) {
      for (const source of sources) {
        const outcome = await source.find(...given);
        if (outcome !== undefined) return outcome;
      }
      return undefined;
    },
  };
}
