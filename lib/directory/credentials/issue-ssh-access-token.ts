import { sql } from 'kysely';
import { makeToken } from '../../tokens/token-format';
import { secretHash } from '../crypto/ids';
import type { Tx } from '../database/database';
import type { FoundSshKey } from './find-ssh-keys';

const LIFETIME_MINUTES = 15;
/** How many live ones a key has at most: the oldest makes room. */
const MAX_PER_KEY = 20;

/** A short authtoken, and the public id of it. */
export interface ShortToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Issues an authtoken for an SSH key, of the same owner: it ends in a quarter of an hour, with the key, or
 * with the owner. The key's row is held, so that there are never more than a key may have.
 */
export async function issueShortToken(tx: Tx, key: FoundSshKey): Promise<ShortToken> {
  const { id: tokenId, token } = makeToken('tfa');
  const id = `tfa_${tokenId}`;
  const lifetime = sql`make_interval(mins => ${LIFETIME_MINUTES})`;
  await makeRoom(tx, key.id);
  const { expires_at: expiresAt } = await tx
    .insertInto('credentials')
    .values({
      id,
      account_id: key.account_id,
      type: 'authtoken',
      membership_id: key.membership_id,
      service_user_id: key.service_user_id,
      secret_hash: secretHash(token),
      issued_by: key.id,
      expires_at: sql<Date>`least(now() + ${lifetime}, ${key.expires_at}::timestamptz)`,
      description: 'SSH',
      created_by: key.created_by,
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return { id, token, expiresAt: expiresAt ?? new Date(0) };
}

async function makeRoom(tx: Tx, keyId: string): Promise<void> {
  await sql`
    delete from public.credentials where issued_by = ${keyId} and id not in (
      select id from public.credentials where issued_by = ${keyId} and expires_at > now()
      order by created_at desc, id limit ${MAX_PER_KEY - 1})`.execute(tx);
}
