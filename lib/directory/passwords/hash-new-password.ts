import { hashPassword } from '../../passwords/scrypt';
import type { Call } from '../call';
import { DirectoryError } from '../errors';
import { serviceOf } from '../notifications/links';
import { inTurn } from './limit-hashing';
import { passwordProblem } from './password-rules';

/** What may be refused in a new password. */
export const PASSWORD_ERRORS = [
  'PASSWORD_INVALID_CHARACTERS',
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_LONG',
  'PASSWORD_CONTAINS_PERSONAL_DATA',
  'PASSWORD_COMMON',
  'OVERLOADED',
] as const;

/** A password that somebody has chosen, and whose it is to be. */
export interface NewPassword {
  readonly password: string;
  readonly email: string;
  readonly name: string;
  /** The names of the user's accounts. */
  readonly accountNames: readonly string[];
}

/**
 * Hashes a new password, if it is one that others do not think of.
 *
 * @returns a PHC string.
 * @throws DirectoryError one of {@link PASSWORD_ERRORS}
 */
export async function hashNewPassword(
  call: Call,
  { password, email, name, accountNames }: NewPassword,
): Promise<string> {
  const context = [serviceOf(call.settings.origin), email, name, ...accountNames];
  const problem = passwordProblem({ password, context });
  if (problem !== null) throw new DirectoryError(problem);
  return inTurn(call.endsAt, () => hashPassword(password));
}
