import { hashPassword } from '../../passwords/scrypt';
import type { Call } from '../call';
import { type Tx, write, writeOr } from '../database/database';
import { DirectoryError } from '../errors';
import { serviceNameOf } from '../notifications/links';
import { passwordProblem } from './password-rules';
import { hashBeforeDeadline } from './verify-password';

/** The errors of a new password. */
export const PASSWORD_ERRORS = [
  'PASSWORD_INVALID_CHARACTERS',
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_LONG',
  'PASSWORD_CONTAINS_PERSONAL_DATA',
  'PASSWORD_COMMON',
  'OVERLOADED',
] as const;

/** A chosen password and its user. */
export interface NewPassword {
  readonly password: string;
  readonly email: string;
  readonly name: string;
  /** The names of the user's accounts. */
  readonly accountNames: readonly string[];
}

/**
 * Hashes a new password that meets the password rules.
 *
 * @returns a PHC string.
 * @throws DirectoryError one of {@link PASSWORD_ERRORS}
 */
export async function hashNewPassword(
  call: Call,
  { password, email, name, accountNames }: NewPassword,
): Promise<string> {
  const context = [serviceNameOf(call.settings.origin), email, name, ...accountNames];
  const problem = passwordProblem({ password, context });
  if (problem !== null) throw new DirectoryError(problem);
  return hashBeforeDeadline(call.endsAt, () => hashPassword(password));
}

/** A change of a user's password, as PHC strings. */
export interface PasswordReplacement {
  readonly userId: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces a user's password and ends the links to reset it and to change the email address.
 *
 * @throws DirectoryError `PASSWORD_INVALID` if the old password was changed in the meantime.
 */
export async function replacePassword(
  tx: Tx,
  { userId, from, to }: PasswordReplacement,
): Promise<void> {
  // The same order of locks as in a reset, so that the two cannot deadlock.
  await write(tx, tx.deleteFrom('password_resets').where('user_id', '=', userId));
  await write(tx, tx.deleteFrom('email_changes').where('user_id', '=', userId));
  const update = tx
    .updateTable('users')
    .set({ password_hash: to })
    .where('id', '=', userId)
    .where('password_hash', '=', from);
  writeOr(tx, update, new DirectoryError('PASSWORD_INVALID'));
}
