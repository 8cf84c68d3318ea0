import { inTransaction } from '../../lib/directory/database/database';
import { removeSecondFactor } from '../../lib/directory/mfa/require-second-factor';
import type { Email } from '../../lib/mail/email-address';
import { CliError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

/**
 * Removes the second factor and the recovery codes of a user who has lost them. The password alone is then enough until
 * the user enrolls again.
 *
 * @throws CliError if the user does not exist or has no second factor.
 */
export async function resetMfa({ database }: OpenDirectory, { email, key }: Email): Promise<void> {
  await inTransaction(database, async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select(['id', 'totp_confirmed_at as enrolledAt'])
      .where('email_key', '=', key)
      .forUpdate()
      .executeTakeFirst();
    if (user === undefined) throw new CliError(`User ${email} does not exist.`);
    if (user.enrolledAt === null) throw new CliError(`${email} has no second factor.`);
    await removeSecondFactor(tx, operatorSource(), user.id);
  });
  console.log(`${email} no longer has a second factor: the password alone is enough to log in. Ask the user to
enroll again at once. The audit log of each of the user's accounts has the event mfa_disabled.`);
}
