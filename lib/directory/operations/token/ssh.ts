import { optional, strictObject, string, union } from 'valibot';
import { operation } from '../../api/operation';
import { CLOCK, createChallenge } from '../../challenge';
import {
  exchangeSshSignature,
  type SignedChallenge,
} from '../../credentials/exchange-ssh-signature';
import { boundedText, id, timestamp } from '../../schemas';
import { SSH_CHALLENGE } from '../../ssh/require-key-proof';

// A signature by a key of 8192 bits is 3 kB long.
const MAX_SIGNATURE = 16_384;

const signed = strictObject({
  challenge: boundedText(200),
  signature: boundedText(MAX_SIGNATURE),
  account: optional(id),
});

export const ssh = operation({
  name: 'token/ssh',
  summary:
    'Issues a challenge, and exchanges a challenge signed with an SSH key for a token of 15 minutes.',
  access: 'anyone',
  changes: true,
  input: union([signed, strictObject({})]),
  output: union([
    strictObject({ token: string(), expiresAt: timestamp }),
    strictObject({ challenge: string() }),
  ]),
  errors: ['SIGNATURE_INVALID', 'ACCOUNT_AMBIGUOUS', 'ADDRESS_REFUSED', 'THROTTLED'],
  async run(call, input: SignedChallenge | Record<string, never>) {
    if (!('challenge' in input)) {
      const { rows } = await CLOCK.execute(call.database);
      return { challenge: createChallenge(call.settings, SSH_CHALLENGE, rows) };
    }
    const { token, expiresAt } = await exchangeSshSignature(call, input as SignedChallenge);
    return { token, expiresAt: expiresAt.toISOString() };
  },
});
