import { optional, strictObject, string, union } from 'valibot';
import { operation } from '../../api/operation';
import { exchangeSignature, type SignedChallenge } from '../../credentials/exchange-ssh-signature';
import { id, text, time } from '../../schemas';
import { giveChallenge } from '../../ssh/challenge';

// A signature by a key of 8192 bits has 3 kB.
const MAX_SIGNATURE = 16_384;

const signed = strictObject({
  challenge: text(200),
  signature: text(MAX_SIGNATURE),
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
    strictObject({ token: string(), expiresAt: time }),
    strictObject({ challenge: string() }),
  ]),
  errors: ['SIGNATURE_INVALID', 'ACCOUNT_AMBIGUOUS', 'THROTTLED'],
  async run(call, input: SignedChallenge | Record<string, never>) {
    if (!('challenge' in input)) return { challenge: await giveChallenge(call) };
    const { token, expiresAt } = await exchangeSignature(call, input as SignedChallenge);
    return { token, expiresAt: expiresAt.toISOString() };
  },
});
