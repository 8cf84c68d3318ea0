import { sql } from 'kysely';
import type { Call } from '../call';
import { secretHash } from '../crypto/ids';
import type { Database } from '../database/database';
import { DirectoryError } from '../errors';
import { hasAccount, OPERATOR_EMAIL } from './first-account';

/** A sign-up, as its link proves it. */
interface SignUp {
  /** The verified address. Null if the link is the operator's, whose user enters the address. */
  readonly email: string | null;
}

/**
 * Finds the sign-up of a link. The link remains valid. An operator's link is valid also if sign-up is closed, as
 * long as there is no account.
 *
 * @throws DirectoryError `SIGN_UP_CLOSED`, or `LINK_INVALID` if the link was used or replaced, or has expired.
 */
export async function findSignUp({ database, settings }: Call, token: string): Promise<SignUp> {
  const found = await findRow(database, token);
  const isOperators = found?.email === OPERATOR_EMAIL;
  if (!isOperators && !settings.allowSignUp) throw new DirectoryError('SIGN_UP_CLOSED');
  if (found === undefined) throw new DirectoryError('LINK_INVALID');
  if (!isOperators) return found;
  if (await hasAccount(database)) throw new DirectoryError('LINK_INVALID');
  return { email: null };
}

function findRow(database: Database, token: string) {
  return database
    .selectFrom('sign_ups')
    .select('email')
    .where('secret_hash', '=', secretHash(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}
