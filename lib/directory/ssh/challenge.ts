import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Call } from '../call';
import { deriveKey } from '../crypto/keys';
import { type Answer, check, read, type Tx } from '../database/database';
import type { DirectorySettings } from '../settings';

/** The namespace for `ssh-keygen -n`. A signature for another namespace, such as a file's, is not valid. */
export const NAMESPACE = 'token@twilio-functions-auth';

const EXPIRY_BYTES = 6;
const RANDOM_BYTES = 16;
const MAC_BYTES = 32;

/** The content of a challenge. */
export interface Challenge {
  /** In seconds since 1970. */
  readonly expiresAt: number;
  /** Identifies the challenge among the used challenges. */
  readonly digest: Buffer;
}

type Origin = Pick<DirectorySettings, 'keys' | 'origin'>;

/** Encodes a challenge of this service. It is not stored, since its MAC proves its origin. */
export function encodeChallenge(service: Origin, expiresAt: number): string {
  const payload = Buffer.alloc(EXPIRY_BYTES + RANDOM_BYTES);
  payload.writeUIntBE(expiresAt, 0, EXPIRY_BYTES);
  randomBytes(RANDOM_BYTES).copy(payload, EXPIRY_BYTES);
  return Buffer.concat([payload, macOf(service, payload)]).toString('base64url');
}

/**
 * Parses a challenge of this service. @returns `null` for any other text, such as another service's
 * challenge.
 */
export function parseChallenge(service: Origin, text: string): Challenge | null {
  const bytes = Buffer.from(text, 'base64url');
  // Each challenge has exactly one encoding.
  if (bytes.toString('base64url') !== text) return null;
  if (bytes.length !== EXPIRY_BYTES + RANDOM_BYTES + MAC_BYTES) return null;
  const payload = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(bytes.subarray(-MAC_BYTES), macOf(service, payload))) return null;
  return {
    expiresAt: payload.readUIntBE(0, EXPIRY_BYTES),
    digest: hash('sha256', payload, 'buffer'),
  };
}

/**
 * Returns the text that a client signs. The client itself adds the origin of the service it calls, so a
 * service that passes on another service's challenge gets a signature that is not valid there.
 */
export function signedText({ origin }: Origin, challenge: string): string {
  return `${origin} ${challenge}`;
}

function macOf({ keys, origin }: Origin, payload: Buffer): Buffer {
  return createHmac('sha256', deriveKey(keys, `ssh challenge ${origin}`))
    .update(payload)
    .digest();
}

const LIFETIME_SECONDS = 120;

/**
 * Creates a challenge that is valid for two minutes by the database's clock, since containers' clocks differ.
 */
export async function createChallenge({ database, settings }: Call): Promise<string> {
  const { rows } = await sql<{ now: number }>`
    select extract(epoch from now())::float8 as now`.execute(database);
  return encodeChallenge(settings, Math.floor(rows[0]?.now ?? 0) + LIFETIME_SECONDS);
}

// Longer than any transaction, so that a transaction that began in time still finds the used challenge.
const RETENTION_MINUTES = 10;

/**
 * Consumes a challenge with the next statement.
 *
 * @param accept - gets whether the challenge was unused and has not expired. It may throw.
 */
export function consumeChallenge<T>(
  tx: Tx,
  { digest, expiresAt }: Challenge,
  accept: (isConsumed: boolean) => T,
): Answer<T> {
  const old = sql<Date>`now() - make_interval(mins => ${RETENTION_MINUTES})`;
  read(tx, tx.deleteFrom('used_challenges').where('expires_at', '<', old));
  const use = sql`
    insert into public.used_challenges (digest, expires_at)
    select ${digest}, to_timestamp(${expiresAt}::float8) where to_timestamp(${expiresAt}::float8) > now()
    on conflict do nothing
    returning 1`;
  return check(tx, use, (rows) => accept(rows.length > 0));
}
