import { optional, strictObject, string, union } from 'valibot';
import { operation } from '../../api/operation';
import {
  exchangeSshSignature,
  type SignedChallenge,
} from '../../credentials/exchange-ssh-signature';
import { boundedText, id, timestamp } from '../../schemas';
import { createChallenge } from '../../ssh/challenge';

// A signature by a key of 8192 bits has 3 kB.
const MAX_SIGNATURE = 16_384;

const signed = strictObject({
  challenge: boundedText(200),
  signature: boundedText(MAX_SIGNATURE),
  account: optional(id),
});

/**
 * Gives a challenge to whoever asks; and for the challenge, signed by a key that an account knows, a short
 * authtoken.
 */
export const ssh = operation({
  name: 'token/ssh',
  summary: 'Gives a challenge, and for the challenge with its signature a token of 15 minutes.',
  access: 'anyone',
  changes: true,
  input: union([signed, strictObject({})]),
  output: union([
    strictObject({ token: string(), expiresAt: timestamp }),
    strictObject({ challenge: string() }),
  ]),
  errors: ['SIGNATURE_INVALID', 'ACCOUNT_AMBIGUOUS', 'THROTTLED'],
  async run(call, input: SignedChallenge | Record<string, never>) {
    if (!('challenge' in input)) return { challenge: await createChallenge(call) };
    const { token, expiresAt } = await exchangeSshSignature(call, input as SignedChallenge);
    return { token, expiresAt: expiresAt.toISOString() };
  },
});
