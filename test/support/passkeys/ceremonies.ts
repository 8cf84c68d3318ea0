import type {
  AssertionResponse,
  Expected,
  RegistrationResponse,
  StoredPasskey,
} from '../../../lib/passkeys/index';
import vectors from '../../vectors/passkeys.json';

/** A response and the values that it repeats. */
export interface Ceremony<Response> {
  readonly expected: Expected;
  readonly response: Response;
}

/** A registration, and logins with the new passkey. */
export interface Ceremonies {
  readonly name: string;
  /** The COSE algorithm. */
  readonly algorithm: number;
  readonly userId: string;
  readonly backupEligible: boolean;
  readonly registration: Ceremony<RegistrationResponse>;
  readonly assertions: readonly Ceremony<AssertionResponse>[];
}

/** The ceremonies of Chromium's virtual authenticators, which test/support/dashboard/record-passkeys.ts records. */
export const RECORDED = vectors as readonly Ceremonies[];

/** Returns the passkey of a verified registration as the directory stores it. */
export function storedPasskey<New extends Omit<StoredPasskey, 'userId'>>(
  result: New | { readonly problem: string },
  userId: string,
): StoredPasskey {
  if ('problem' in result) throw new Error(`The registration was rejected: ${result.problem}.`);
  const { credentialId, publicKey, counter, backupEligible } = result;
  return { credentialId, publicKey, counter, backupEligible, userId };
}

/** Returns a response with other members in its inner response. */
export function withResponse<Response extends { readonly response: object }>(
  given: Response,
  members: Partial<Response['response']>,
): Response {
  return { ...given, response: { ...given.response, ...members } };
}

/** Returns every variant of a base64url text in which one of the given bits of one byte is flipped. */
export function flips(
  text: string,
  bits: readonly number[] = [0, 3, 7],
): readonly { readonly position: number; readonly bit: number; readonly text: string }[] {
  const bytes = Buffer.from(text, 'base64url');
  return [...bytes.keys()].flatMap((position) =>
    bits.map((bit) => {
      const flipped = Buffer.from(bytes);
      flipped[position] = (flipped[position] ?? 0) ^ (1 << bit);
      return { position, bit, text: flipped.toString('base64url') };
    }),
  );
}
