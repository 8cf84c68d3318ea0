import { type Cidr, cidrProblemText, isInCidr, parseCidr } from '../edge/cidr';
import { edgeTokens } from '../edge/edge-tokens';
import { edgeOf } from '../edge/take-edge';
import type { Refusal } from '../types';

/** The check of a policy's `addresses` option. */
export interface AddressCheck {
  /** Returns the problems that make it impossible. */
  problems(context: object): readonly string[];
  /** Returns the refusal of a caller whose address is not in the list, or undefined. */
  refusal(context: object): Refusal | undefined;
}

/** The problem of a list of addresses without an edge. The doctor reports the same text. */
export const NO_EDGE = 'EDGE_TOKENS is required by the option addresses';

/** The check that every caller passes. */
export const ANY_ADDRESS: AddressCheck = { problems: () => [], refusal: () => undefined };
const UNKNOWN = forbidden('ADDRESS_UNKNOWN');
const REFUSED = forbidden('ADDRESS_REFUSED');

/**
 * Builds the check of a policy's `addresses` option. Only an edge knows the caller's address, so a request that came
 * past it is refused.
 *
 * @throws TypeError if the option is not a list of blocks.
 */
export function addressCheck(option: unknown): AddressCheck {
  if (option === undefined) return ANY_ADDRESS;
  const blocks = parseBlocks(option);
  return {
    problems(context) {
      const { isConfigured, problems } = edgeTokens(context);
      return isConfigured || problems.length > 0 ? problems : [NO_EDGE];
    },
    refusal(context) {
      const address = edgeOf(context)?.address;
      if (address === undefined) return UNKNOWN;
      return blocks.some((block) => isInCidr(address, block)) ? undefined : REFUSED;
    },
  };
}

function parseBlocks(option: unknown): readonly Cidr[] {
  const isList = Array.isArray(option) && option.every((one) => typeof one === 'string');
  if (!isList || option.length === 0) {
    throw new TypeError('withAuth: addresses must be a list of blocks, as in ["203.0.113.0/24"].');
  }
  return option.map((written: string) => {
    const parsed = parseCidr(written);
    if ('code' in parsed)
      throw new TypeError(`withAuth: addresses: ${cidrProblemText(written, parsed)}`);
    return parsed;
  });
}

// Other credentials would not help.
function forbidden(code: 'ADDRESS_UNKNOWN' | 'ADDRESS_REFUSED'): Refusal {
  return Object.freeze({ status: 'refused', code, httpStatus: 403 });
}
