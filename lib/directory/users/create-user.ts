import { recordEvent } from '../audit-log/record-event';
import type { Call } from '../call';
import { newId } from '../crypto/ids';
import { type Tx, write, writeOr } from '../database/database';
import { DirectoryError } from '../errors';

/** A new user, whose address was verified by a link, and the user's first account. */
export interface NewUser {
  /** Default: a new id. */
  readonly id?: string;
  readonly email: string;
  readonly emailKey: string;
  readonly name: string;
  /** A PHC string. Null if the user logs in by other methods. */
  readonly passwordHash: string | null;
  /** Null if there is none yet. */
  readonly accountId: string | null;
}

/** The properties of a user that a login needs. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly emailKey: string;
}

/**
 * Creates a user.
 *
 * @throws DirectoryError `EMAIL_EXISTS`
 */
export async function createUser(tx: Tx, call: Call, given: NewUser): Promise<User> {
  const { id = newId('usr'), email, emailKey, name, passwordHash, accountId } = given;
  const insert = tx
    .insertInto('users')
    .values({ id, email, email_key: emailKey, name, password_hash: passwordHash })
    .onConflict((conflict) => conflict.doNothing());
  // The address is in use now, so a pending sign-up is no longer needed. Before the user, as in a change of an
  // address, so that the two cannot deadlock.
  await write(tx, tx.deleteFrom('sign_ups').where('email_key', '=', emailKey));
  writeOr(tx, insert, new DirectoryError('EMAIL_EXISTS'));
  const principal = { id, name: email };
  const object = { type: 'user', id, email };
  await recordEvent(tx, call, { type: 'user_created', accountId, principal, object });
  return { id, email, emailKey };
}
