import { array, boolean, literal, number, strictObject, string } from 'valibot';
import { MFA_ENROLLMENT } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { CLOCK } from '../../challenge';
import { together } from '../../database/database';
import { serviceNameOf } from '../../notifications/links';
import { ALGORITHMS, createPasskeyChallenge, TIMEOUT_MS } from '../../passkeys/passkey-ceremony';
import {
  credentialDescriptor,
  selectDescriptors,
  toDescriptor,
} from '../../passkeys/request-options';
import { empty } from '../../schemas';
import { acceptStepUp, stepUpOf } from '../../sessions/require-step-up';

/** Changes nothing until `account/confirm-passkey` receives the answer of the browser. */
export const startPasskey = operation({
  name: 'account/start-passkey',
  summary: 'Returns the options with which a browser creates a passkey for the caller.',
  access: MFA_ENROLLMENT,
  changes: true,
  input: empty,
  /** The options of `navigator.credentials.create()`, for `PublicKeyCredential.parseCreationOptionsFromJSON()`. */
  output: strictObject({
    rp: strictObject({ id: string(), name: string() }),
    user: strictObject({ id: string(), name: string(), displayName: string() }),
    challenge: string(),
    pubKeyCredParams: array(strictObject({ type: literal('public-key'), alg: number() })),
    timeout: number(),
    /** The passkeys that the caller has. An authenticator with one of them creates no second one. */
    excludeCredentials: array(credentialDescriptor),
    authenticatorSelection: strictObject({
      residentKey: literal('required'),
      requireResidentKey: boolean(),
      userVerification: literal('required'),
    }),
    attestation: literal('none'),
  }),
  errors: ['STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call) {
    const { userId = '', name } = callerOf(call);
    const { rpId, origin } = call.settings;
    const [stepUp, clock, known] = await together(
      call.database,
      stepUpOf(call, call.database),
      CLOCK,
      selectDescriptors(call, userId),
    );
    acceptStepUp(stepUp);
    return {
      rp: { id: rpId, name: serviceNameOf(origin) },
      user: { id: Buffer.from(userId).toString('base64url'), name, displayName: name },
      challenge: createPasskeyChallenge(call, 'creation', clock),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
      timeout: TIMEOUT_MS,
      excludeCredentials: known.map(toDescriptor),
      // A passkey is found without a name, and proves possession and a PIN or biometrics.
      authenticatorSelection: {
        residentKey: 'required' as const,
        requireResidentKey: true,
        userVerification: 'required' as const,
      },
      attestation: 'none' as const,
    };
  },
});
