import type { AddressResult, RequestAddress } from '../../directory/ip-restrictions/address-result';
import { edgeOf } from '../../edge/take-edge';
import type { Refusal } from '../../types';

/** Returns the address of a request for the directory, which restricts addresses unless a policy allows them all. */
export function requestAddress(context: object, isRestricted = true): RequestAddress {
  return { address: edgeOf(context)?.address ?? null, isRestricted };
}

/** A known caller, and whether the account's IP restriction allows the request. */
interface CheckedAddress {
  readonly addressResult: AddressResult;
  readonly identity: { readonly name: string };
}

/** Returns the refusal of a caller whose address the account does not allow, or `undefined`. */
export function addressRefusal(
  { addressResult, identity }: CheckedAddress,
  context: object,
  challenge?: string,
): Refusal | undefined {
  if (addressResult !== 'refused') return undefined;
  const code = edgeOf(context) === undefined ? 'ADDRESS_UNKNOWN' : 'ADDRESS_REFUSED';
  return {
    status: 'refused',
    code,
    username: identity.name,
    httpStatus: 403,
    ...(challenge === undefined ? {} : { challenge }),
  };
}
