import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { deriveKey } from './crypto/keys';
import { read, type Tx, writeOr } from './database/database';
import type { DirectorySettings } from './settings';

const EXPIRY_BYTES = 6;
// WebAuthn Level 3 section 13.4.3 requires 16.
const RANDOM_BYTES = 32;
const MAC_BYTES = 32;

/** The content of a challenge. */
export interface Challenge {
  /** In seconds since 1970. */
  readonly expiresAt: number;
  /** Identifies the challenge among the used challenges. */
  readonly digest: Buffer;
}

type Origin = Pick<DirectorySettings, 'keys' | 'origin'>;

/**
 * Encodes a challenge of this service. It is not stored, since its MAC proves its origin.
 *
 * @param purpose - what the answer proves. An answer to a challenge for another purpose is not valid.
 */
export function encodeChallenge(service: Origin, purpose: string, expiresAt: number): string {
  const payload = Buffer.alloc(EXPIRY_BYTES + RANDOM_BYTES);
  payload.writeUIntBE(expiresAt, 0, EXPIRY_BYTES);
  randomBytes(RANDOM_BYTES).copy(payload, EXPIRY_BYTES);
  return Buffer.concat([payload, macOf(service, purpose, payload)]).toString('base64url');
}

/**
 * Parses a challenge of this service for a purpose. @returns `null` for any other text, such as another service's
 * challenge.
 */
export function parseChallenge(service: Origin, purpose: string, text: string): Challenge | null {
  const bytes = Buffer.from(text, 'base64url');
  // Each challenge has exactly one encoding.
  if (bytes.toString('base64url') !== text) return null;
  if (bytes.length !== EXPIRY_BYTES + RANDOM_BYTES + MAC_BYTES) return null;
  const payload = bytes.subarray(0, -MAC_BYTES);
  const mac = macOf(service, purpose, payload);
  if (!timingSafeEqual(bytes.subarray(-MAC_BYTES), mac)) return null;
  return {
    expiresAt: payload.readUIntBE(0, EXPIRY_BYTES),
    digest: hash('sha256', payload, 'buffer'),
  };
}

function macOf({ keys, origin }: Origin, purpose: string, payload: Buffer): Buffer {
  return createHmac('sha256', deriveKey(keys, `challenge ${origin} ${purpose}`))
    .update(payload)
    .digest();
}

/** The query of the database's clock, in seconds since 1970. Containers' clocks differ. */
export const CLOCK = sql<Clock>`select floor(extract(epoch from now()))::float8 as now`;

/** A row of {@link CLOCK}. */
interface Clock {
  readonly now: number;
}

/** Creates a challenge whose lifetime is by the database's clock. @param clock - the rows of {@link CLOCK}. */
export function createChallenge(
  service: Origin,
  { purpose, lifetimeSeconds }: { readonly purpose: string; readonly lifetimeSeconds: number },
  [clock]: readonly Clock[],
): string {
  return encodeChallenge(service, purpose, (clock?.now ?? 0) + lifetimeSeconds);
}

// Longer than any transaction, so that a transaction that began in time still finds the used challenge.
const RETENTION_MINUTES = 10;

/**
 * Consumes a challenge with a later statement.
 *
 * @param refusal - the error if the challenge was used before or has expired.
 */
export function consumeChallenge(tx: Tx, { digest, expiresAt }: Challenge, refusal: Error): void {
  const old = sql<Date>`now() - make_interval(mins => ${RETENTION_MINUTES})`;
  read(tx, tx.deleteFrom('used_challenges').where('expires_at', '<', old));
  const use = sql`
    insert into public.used_challenges (digest, expires_at)
    select ${digest}, to_timestamp(${expiresAt}::float8) where to_timestamp(${expiresAt}::float8) > now()
    on conflict do nothing`;
  writeOr(tx, use, refusal);
}
