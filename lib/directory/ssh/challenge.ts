import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Call } from '../call';
import { deriveKey } from '../crypto/keys';
import type { Tx } from '../database/database';
import type { DirectorySettings } from '../settings';

/** What `ssh-keygen -n` has to say: a signature for anything else, such as a file, does not count. */
export const NAMESPACE = 'token@twilio-functions-auth';

const EXPIRY_BYTES = 6;
const RANDOM_BYTES = 16;
const MAC_BYTES = 32;

/** What a challenge says. */
export interface Challenge {
  /** Until when it counts, in seconds since 1970. */
  readonly expiresAt: number;
  /** What stands for it among the challenges that were used. */
  readonly digest: Buffer;
}

type Origin = Pick<DirectorySettings, 'keys' | 'origin'>;

/** Makes a challenge of this service. Nothing is kept of it: it says itself that it is one. */
export function encodeChallenge(service: Origin, expiresAt: number): string {
  const said = Buffer.alloc(EXPIRY_BYTES + RANDOM_BYTES);
  said.writeUIntBE(expiresAt, 0, EXPIRY_BYTES);
  randomBytes(RANDOM_BYTES).copy(said, EXPIRY_BYTES);
  return Buffer.concat([said, macOf(service, said)]).toString('base64url');
}

/** Reads a challenge of this service; `null` for anything else, also for one of another service. */
export function parseChallenge(service: Origin, text: string): Challenge | null {
  const bytes = Buffer.from(text, 'base64url');
  // One spelling for each challenge.
  if (bytes.toString('base64url') !== text) return null;
  if (bytes.length !== EXPIRY_BYTES + RANDOM_BYTES + MAC_BYTES) return null;
  const said = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(bytes.subarray(-MAC_BYTES), macOf(service, said))) return null;
  return { expiresAt: said.readUIntBE(0, EXPIRY_BYTES), digest: hash('sha256', said, 'buffer') };
}

/**
 * What a client signs. The origin is that of the service it talks to, put there by itself: whoever hands
 * on the challenge of another service gets a signature that is worth nothing there.
 */
export function signedText({ origin }: Origin, challenge: string): string {
  return `${origin} ${challenge}`;
}

function macOf({ keys, origin }: Origin, said: Buffer): Buffer {
  return createHmac('sha256', deriveKey(keys, `ssh challenge ${origin}`))
    .update(said)
    .digest();
}

const LIFETIME_SECONDS = 120;

/** A new challenge, which counts for two minutes by the database's clock: containers' clocks differ. */
export async function createChallenge({ database, settings }: Call): Promise<string> {
  const { rows } = await sql<{ now: number }>`
    select extract(epoch from now())::float8 as now`.execute(database);
  return encodeChallenge(settings, Math.floor(rows[0]?.now ?? 0) + LIFETIME_SECONDS);
}

// Longer than any transaction takes, so that what began in time finds that the challenge was used.
const KEPT_MINUTES = 10;

/** Uses a challenge up. @returns whether this was the first time, and in time. */
export async function consumeChallenge(tx: Tx, { digest, expiresAt }: Challenge): Promise<boolean> {
  await tx
    .deleteFrom('used_challenges')
    .where('expires_at', '<', sql<Date>`now() - make_interval(mins => ${KEPT_MINUTES})`)
    .execute();
  const { rows } = await sql`
    insert into public.used_challenges (digest, expires_at)
    select ${digest}, to_timestamp(${expiresAt}::float8) where to_timestamp(${expiresAt}::float8) > now()
    on conflict do nothing
    returning 1`.execute(tx);
  return rows.length > 0;
}
