import { sql } from 'kysely';
import { logNotConfigured } from '../../log';
import type {
  AssertionResponse,
  NewPasskey,
  PasskeyProblem,
  PasskeyVerifier,
  RegistrationResponse,
  RejectedPasskey,
} from '../../passkeys/passkeys';
import { hasPart, loadPart, missingPart } from '../../util/load-part';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import { type Call, callerOf } from '../call';
import { type Challenge, consumeChallenge, createChallenge, parseChallenge } from '../challenge';
import { requireRow, type Tx, writeOr } from '../database/database';
import { DirectoryError } from '../errors';

/** What an answer of an authenticator proves. It is part of the challenge. */
export type PasskeyPurpose = 'creation' | 'login' | 'second-factor' | 'step-up';

/** The algorithms of keys in COSE, the preferred first: EdDSA, ES256 and RS256. */
export const ALGORITHMS = [-8, -7, -257] as const;

const LIFETIME_SECONDS = 300;

/** The time in which the browser must answer, in milliseconds. */
export const TIMEOUT_MS = LIFETIME_SECONDS * 1000;

/** Returns the purpose of a passkey in the caller's session. */
export function purposeInSession(call: Call): PasskeyPurpose {
  return callerOf(call).status === 'mfa_required' ? 'second-factor' : 'step-up';
}

/**
 * Creates a challenge. Only the same session can answer it, except for a login, which has none.
 *
 * @param clock - the rows of `CLOCK`.
 * @throws DirectoryError `NOT_CONFIGURED` if the part that verifies answers is not deployed.
 */
export function createPasskeyChallenge(
  call: Call,
  purpose: PasskeyPurpose,
  clock: Parameters<typeof createChallenge>[2],
): string {
  if (!hasPart('passkeys')) throw notDeployed();
  const terms = { purpose: boundPurpose(call, purpose), lifetimeSeconds: LIFETIME_SECONDS };
  return createChallenge(call.settings, terms, clock);
}

function boundPurpose({ caller }: Call, purpose: PasskeyPurpose): string {
  return ['passkey', purpose, caller?.credentialId ?? ''].join(' ');
}

function notDeployed(): DirectoryError {
  logNotConfigured([missingPart('passkeys')]);
  return new DirectoryError('NOT_CONFIGURED');
}

/** A reason for the audit log. Callers see only that the passkey was refused. */
type Reason = PasskeyProblem | 'unknown' | 'challenge_used';

/** The refusal of an answer, and its reason. */
export class PasskeyRefused extends DirectoryError {
  readonly reason: Reason;
  /** The passkey, if the answer names an existing one. */
  readonly passkey: { readonly id: string; readonly userId: string } | undefined;

  constructor(reason: Reason, passkey?: PasskeyRefused['passkey']) {
    super(reason === 'unknown' ? 'PASSKEY_UNKNOWN' : 'PASSKEY_INVALID');
    this.reason = reason;
    this.passkey = passkey;
  }
}

/** Runs the use of a passkey, and records a refusal. */
export async function recordIfRefused<T>(
  call: Call,
  purpose: PasskeyPurpose,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof PasskeyRefused)) throw error;
    const { reason, passkey } = error;
    const userId = call.caller?.userId ?? passkey?.userId ?? null;
    const object = { type: 'passkey', id: passkey?.id ?? null, reason, purpose };
    await recordRepeatedOfUser(call.database, call, { type: 'passkey_failed', userId, object });
    throw error;
  }
}

/** A verified answer, whose challenge must still be consumed. */
export interface Verified<T> {
  readonly answer: T;
  readonly challenge: Challenge;
}

/**
 * Verifies the answer of an authenticator that has created a passkey.
 *
 * @throws PasskeyRefused, and DirectoryError `NOT_CONFIGURED`.
 */
export async function requireRegistration(
  call: Call,
  response: RegistrationResponse,
): Promise<Verified<NewPasskey>> {
  const { challenge, expected } = expectationOf(call, response, 'creation');
  const answer = accepted(await verifier().verifyRegistration(response, expected));
  return { answer, challenge };
}

/** A stored passkey and its owner. */
interface StoredPasskey {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly publicKey: Buffer;
  readonly counter: string;
  readonly backupEligible: boolean;
}

/** A passkey whose owner was present. It must still be used up by {@link usePasskey}. */
export interface ProvenPasskey {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly counter: number;
  readonly backedUp: boolean;
  readonly challenge: Challenge;
}

/**
 * Verifies the answer of an authenticator that has used a passkey. In a session, the passkey must be the caller's.
 *
 * @throws PasskeyRefused, and DirectoryError `NOT_CONFIGURED`.
 */
export async function requireAssertion(
  call: Call,
  response: AssertionResponse,
  purpose: PasskeyPurpose,
): Promise<ProvenPasskey> {
  const credentialId = Buffer.from(response.id, 'base64url');
  const { challenge, expected } = expectationOf(call, response, purpose);
  const stored = await findPasskey(call, credentialId);
  if (stored === undefined) throw new PasskeyRefused('unknown');
  const { id, userId, email } = stored;
  const owner = call.caller?.userId ?? userId;
  const handle = response.response.userHandle ?? (purpose === 'login' ? undefined : owner);
  // A login names the user by the handle alone (WebAuthn Level 3 section 7.2, step 6).
  if (owner !== userId || handle === undefined) throw new PasskeyRefused('owner', { id, userId });
  const { counter, ...key } = stored;
  const known = { ...key, credentialId, counter: Number(counter) };
  const used = await verifier().verifyAssertion(response, expected, known);
  return { id, userId, email, challenge, ...accepted(used, { id, userId }) };
}

/**
 * Uses a verified passkey in a transaction: consumes its challenge, and stores its counter. It locks the owner
 * first, as the deletion of a user does.
 *
 * @throws PasskeyRefused with the next statements whose results are awaited.
 */
export function usePasskey(tx: Tx, passkey: ProvenPasskey): void {
  const { id, userId, counter, backedUp, challenge } = passkey;
  const subject = { id, userId };
  const user = tx.selectFrom('users').select('id').where('id', '=', userId).forKeyShare();
  requireRow(tx, user, new PasskeyRefused('unknown'));
  consumeChallenge(tx, challenge, new PasskeyRefused('challenge_used', subject));
  // Another container may have stored a higher counter in the meantime. Synced passkeys always have 0.
  const update = tx
    .updateTable('passkeys')
    .set({ counter, backed_up: backedUp, last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where((the) =>
      the.or([
        the('counter', '<', `${counter}`),
        the.and([the('counter', '=', '0'), the.val(counter === 0)]),
      ]),
    );
  writeOr(tx, update, new PasskeyRefused('counter', subject));
}

function expectationOf(
  call: Call,
  response: RegistrationResponse | AssertionResponse,
  purpose: PasskeyPurpose,
) {
  const { origin, rpId } = call.settings;
  const text = challengeIn(response.response.clientDataJSON);
  const challenge = parseChallenge(call.settings, boundPurpose(call, purpose), text);
  if (challenge === null) throw new PasskeyRefused('challenge');
  return { challenge, expected: { challenge: text, origin, rpId } };
}

/** Returns the challenge in client data, or an empty text. */
function challengeIn(clientDataJson: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString());
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    return '';
  }
}

async function findPasskey(call: Call, credentialId: Buffer): Promise<StoredPasskey | undefined> {
  return call.database
    .selectFrom('passkeys as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .select(['p.id', 'p.user_id as userId', 'u.email', 'p.public_key as publicKey', 'p.counter'])
    .select('p.backup_eligible as backupEligible')
    .where('p.credential_id', '=', credentialId)
    .where('p.rp_id', '=', call.settings.rpId)
    .executeTakeFirst();
}

function verifier(): PasskeyVerifier {
  const part = loadPart<PasskeyVerifier>('passkeys');
  if (part === undefined) throw notDeployed();
  return part;
}

function accepted<T extends object>(
  result: T | RejectedPasskey,
  passkey?: PasskeyRefused['passkey'],
): T {
  if ('problem' in result) throw new PasskeyRefused(result.problem, passkey);
  return result;
}
