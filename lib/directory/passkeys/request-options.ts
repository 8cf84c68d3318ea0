import { array, literal, number, strictObject, string } from 'valibot';
import type { Call } from '../call';
import { CLOCK } from '../challenge';
import { together } from '../database/database';
import type { Row } from '../database/tables';
import { createPasskeyChallenge, type PasskeyPurpose, TIMEOUT_MS } from './passkey-ceremony';

/** A passkey that the browser may use, or must not create again. */
export const credentialDescriptor = strictObject({
  type: literal('public-key'),
  id: string(),
  transports: array(string()),
});

/** The options of `navigator.credentials.get()`, for `PublicKeyCredential.parseRequestOptionsFromJSON()`. */
export const requestOptions = strictObject({
  challenge: string(),
  rpId: string(),
  timeout: number(),
  userVerification: literal('required'),
  /** Empty: any passkey of this host. */
  allowCredentials: array(credentialDescriptor),
});

/**
 * Returns the options for the use of a passkey.
 *
 * @param userId - the user whose passkeys are offered. Default: every passkey, since a login must not reveal who has
 *   passkeys.
 */
export async function createRequestOptions(call: Call, purpose: PasskeyPurpose, userId = '') {
  const { database, settings } = call;
  const [clock, known] = await together(database, CLOCK, selectDescriptors(call, userId));
  return {
    challenge: createPasskeyChallenge(call, purpose, clock),
    rpId: settings.rpId,
    timeout: TIMEOUT_MS,
    userVerification: 'required' as const,
    allowCredentials: known.map(toDescriptor),
  };
}

/** Returns a query of a user's passkeys of this service's host. */
export function selectDescriptors({ database, settings }: Call, userId: string) {
  return database
    .selectFrom('passkeys')
    .select(['credential_id', 'transports'])
    .where('user_id', '=', userId)
    .where('rp_id', '=', settings.rpId)
    .orderBy('created_at');
}

/** Returns a passkey as browsers name it. */
export function toDescriptor(row: Pick<Row<'passkeys'>, 'credential_id' | 'transports'>) {
  const id = row.credential_id.toString('base64url');
  return { type: 'public-key' as const, id, transports: row.transports };
}
