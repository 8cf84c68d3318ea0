import { sql } from 'kysely';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import type { Call } from '../call';
import { newSecret, secretHash } from '../crypto/ids';
import { inTransaction, read, type Tx } from '../database/database';

const EXPIRES_MINUTES = 30;

/** The user to send an email to. */
export interface RequestedReset {
  readonly userId: string;
  readonly email: string;
  /** The link to set a new password. Null for a user without a password. */
  readonly link: { readonly token: string; readonly expiresAt: Date } | null;
}

/**
 * Creates a link to reset the password of a user who has a password. It replaces the previous link, so that a
 * user has at most one. It does the same work for an unknown address.
 *
 * @param emailKey - the normalized address.
 * @returns `null` for an unknown address.
 */
export function requestReset(call: Call, emailKey: string): Promise<RequestedReset | null> {
  const token = newSecret();
  return inTransaction(call.database, async (tx) => {
    const link = makeLink(tx, emailKey, token);
    const users = read(
      tx,
      tx.selectFrom('users').select(['id', 'email']).where('email_key', '=', emailKey),
    );
    const [made] = await link();
    const [user] = await users();
    const userId = user?.id ?? null;
    const object = { type: 'user', id: userId };
    await recordRepeatedOfUser(tx, call, { type: 'password_reset_requested', userId, object });
    if (user === undefined) return null;
    const { id, email } = user;
    return { userId: id, email, link: made ? { token, expiresAt: made.expires_at } : null };
  });
}

function makeLink(tx: Tx, emailKey: string, token: string) {
  const values = {
    secret_hash: secretHash(token),
    expires_at: sql<Date>`now() + make_interval(mins => ${EXPIRES_MINUTES})`,
  };
  const insert = tx
    .insertInto('password_resets')
    .columns(['user_id', 'secret_hash', 'expires_at'])
    .expression((the) =>
      the
        .selectFrom('users')
        .select(['id', sql<Buffer>`${values.secret_hash}::bytea`.as('secret_hash')])
        .select(values.expires_at.as('expires_at'))
        .where('email_key', '=', emailKey)
        .where('password_hash', 'is not', null)
        // A concurrent deletion of the user comes first, or also deletes the link.
        .forKeyShare(),
    )
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .returning('expires_at');
  return read(tx, insert);
}
