import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Identity } from '../../identity/identity';
import type { LookupService } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { preparedQuery } from '../database/prepared-query';
import { PREPARED } from '../database/prepared-statements';
import type { CredentialType } from '../database/tables';
import {
  type AddressResult,
  addressResult,
  type RequestAddress,
  recordMiss,
} from '../ip-restrictions/address-result';
import {
  CREDENTIALS_WITH_OWNERS,
  type FoundOwner,
  identityOf,
  ownerColumns,
} from './credential-owner';

interface Found extends FoundOwner {
  readonly address_result: AddressResult;
  readonly type: CredentialType;
  readonly secret_hash: Buffer | null;
  readonly previous_secret_hash: Buffer | null;
  readonly previous_expires_at: Date | null;
  readonly expires_at: Date | null;
  readonly is_expired: boolean;
  readonly is_stale: boolean;
  readonly paths: string[] | null;
}

/** A valid credential and its owner. */
export interface LiveCredential {
  readonly type: CredentialType;
  readonly identity: Identity;
  /** The paths that it is valid for. Undefined: all paths. */
  readonly paths: readonly string[] | undefined;
  /** Whether the account's IP restriction allows the request. */
  readonly addressResult: AddressResult;
}

/**
 * The result of a token's lookup. Null also stands for a credential whose owner is not active, or has no
 * second factor although the account requires one.
 */
export type FoundCredential = LiveCredential | 'expired' | null;

/** A token, the id in it, and the address of its request. */
export interface CredentialLookup {
  readonly id: string;
  readonly token: string;
  readonly from: RequestAddress;
}

interface Presented {
  readonly id: string;
  readonly rpId: string;
  readonly address: string | null;
}

const byId = (isRestricted: boolean) =>
  preparedQuery<Found, Presented>(
    (place) => sql<Found>`${PREPARED}
    select c.type, c.secret_hash, c.paths, c.expires_at, c.previous_expires_at,
      case when c.previous_expires_at > now() then c.previous_secret_hash end as previous_secret_hash,
      coalesce(c.expires_at <= now(), false) as is_expired,
      c.last_used_at is null or c.last_used_at < now() - interval '1 minute' as is_stale,
      ${ownerColumns({ rpId: place('rpId') })},
      ${addressResult('api', { address: place('address'), isRestricted })} as address_result
    from ${CREDENTIALS_WITH_OWNERS}
    where c.id = ${place('id')}`,
  );
const ofRestricted = byId(true);
const ofUnrestricted = byId(false);

/**
 * Finds the credential of a token by its public id, if the credential is valid and its owner is active. It
 * reads the database every time, in one statement.
 */
export async function findCredential(
  { database, rpId }: LookupService,
  { id, token, from }: CredentialLookup,
): Promise<FoundCredential> {
  const find = from.isRestricted ? ofRestricted : ofUnrestricted;
  const [found] = await find(database, { id, rpId, address: from.address });
  const secret = found === undefined ? null : secretOf(found, token);
  if (found === undefined || secret === null) return null;
  if (!found.is_active || found.must_enroll) return null;
  if (found.is_expired) return 'expired';
  if (found.is_stale) await markUsed(database, id);
  const identity = identityOf(found, expiryOf(found, secret));
  await recordMiss(database, found.address_result, {
    type: 'api',
    identity,
    principal: id,
    source: found.type,
  });
  const { type, paths, address_result } = found;
  return { type, identity, paths: paths ?? undefined, addressResult: address_result };
}

type Secret = 'current' | 'previous';

function secretOf(found: Found, token: string): Secret | null {
  const hash = secretHash(token);
  const isValid = (stored: Buffer | null) =>
    stored?.length === hash.length && timingSafeEqual(stored, hash);
  if (isValid(found.secret_hash)) return 'current';
  return isValid(found.previous_secret_hash) ? 'previous' : null;
}

// The expiry of the presented secret, which may be earlier than that of the credential.
function expiryOf({ expires_at, previous_expires_at }: Found, secret: Secret): Date | null {
  if (secret === 'current' || previous_expires_at === null) return expires_at;
  return expires_at !== null && expires_at < previous_expires_at ? expires_at : previous_expires_at;
}

async function markUsed(database: Database, id: string): Promise<void> {
  await database
    .updateTable('credentials')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}
