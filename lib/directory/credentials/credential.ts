import { sql } from 'kysely';
import { array, type InferOutput, nullable, picklist, strictObject, string } from 'valibot';
import type { Database } from '../database/database';
import { id, timestamp } from '../schemas';

export const CREDENTIAL_TYPES = ['authtoken', 'api_key', 'ssh_key', 'scim_token'] as const;

/** A credential as its owner and administrators see it, without its secret. */
export const credential = strictObject({
  id,
  type: picklist(CREDENTIAL_TYPES),
  owner: strictObject({ type: picklist(['member', 'service_user']), id, name: string() }),
  description: string(),
  metadata: string(),
  /** Of an authtoken. Null if it is valid for all paths. */
  paths: nullable(array(string())),
  /** Of an SSH key. */
  publicKey: nullable(string()),
  fingerprint: nullable(string()),
  createdAt: timestamp,
  createdBy: id,
  expiresAt: nullable(timestamp),
  /** The time at which the previous secret expires. Null if only the current secret is valid. */
  gracePeriodEndsAt: nullable(timestamp),
  lastUsedAt: nullable(timestamp),
});

export type CredentialRow = Awaited<
  ReturnType<ReturnType<typeof selectCredentials>['executeTakeFirstOrThrow']>
>;

/** Returns a query of credentials `c` with their owners, without SSH access tokens. */
export function selectCredentials(database: Database) {
  return database
    .selectFrom('credentials as c')
    .leftJoin('memberships as m', 'm.id', 'c.membership_id')
    .leftJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('service_users as s', 's.id', 'c.service_user_id')
    .select((the) => [
      'c.id',
      'c.type',
      'c.membership_id as membershipId',
      'c.service_user_id as serviceUserId',
      the.fn.coalesce('u.email', 's.name').as('ownerName'),
      'c.description',
      'c.metadata',
      'c.paths',
      'c.public_key as publicKey',
      'c.fingerprint',
      'c.created_at as createdAt',
      'c.created_by as createdBy',
      'c.expires_at as expiresAt',
      sql<boolean>`coalesce(c.expires_at <= now(), false)`.as('isExpired'),
      sql<Date | null>`case when c.previous_expires_at > now() then c.previous_expires_at end`.as(
        'gracePeriodEndsAt',
      ),
      'c.last_used_at as lastUsedAt',
    ])
    .where('c.issued_by', 'is', null);
}

export function describeCredential(row: CredentialRow): InferOutput<typeof credential> {
  const { type, description, metadata, paths, publicKey, fingerprint, createdBy } = row;
  return {
    id: row.id,
    type,
    owner: describeOwner(row),
    description,
    metadata,
    paths,
    publicKey,
    fingerprint,
    createdAt: row.createdAt.toISOString(),
    createdBy,
    expiresAt: asText(row.expiresAt),
    gracePeriodEndsAt: asText(row.gracePeriodEndsAt),
    lastUsedAt: asText(row.lastUsedAt),
  };
}

/**
 * Returns a credential as the audit log stores it. Its paths, which may be long, are only in the events that
 * set them.
 */
export function credentialObject(row: RecordedCredential) {
  const { id: credentialId, type, description, fingerprint } = row;
  return {
    type: 'credential',
    id: credentialId,
    credentialType: type,
    owner: describeOwner(row),
    description,
    fingerprint,
    expiresAt: asText(row.expiresAt),
  };
}

/** The properties of a credential that the audit log stores. */
type RecordedCredential = Pick<
  CredentialRow,
  | 'id'
  | 'type'
  | 'membershipId'
  | 'serviceUserId'
  | 'ownerName'
  | 'description'
  | 'fingerprint'
  | 'expiresAt'
>;

function describeOwner({
  membershipId,
  serviceUserId,
  ownerName,
}: Pick<CredentialRow, 'membershipId' | 'serviceUserId' | 'ownerName'>) {
  const name = ownerName ?? '';
  if (membershipId !== null) return { type: 'member' as const, id: membershipId, name };
  return { type: 'service_user' as const, id: serviceUserId ?? '', name };
}

function asText(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}
