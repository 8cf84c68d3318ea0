import { inTransaction } from '../../lib/directory/database/database';
import { removeSecondFactor } from '../../lib/directory/mfa/require-second-factor';
import type { Email } from '../../lib/mail/email-address';
import { CliError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

/**
 * Takes the second factor off for a user who has lost it, and the recovery codes: their password lets
 * them in until they enrol anew.
 *
 * @throws CliError where there is nothing to take off.
 */
export async function resetMfa({ database }: OpenDirectory, { email, key }: Email): Promise<void> {
  await inTransaction(database, async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select(['id', 'totp_confirmed_at as enrolledAt'])
      .where('email_key', '=', key)
      .forUpdate()
      .executeTakeFirst();
    if (user === undefined) throw new CliError(`There is no user ${email}.`);
    if (user.enrolledAt === null) throw new CliError(`${email} has no second factor.`);
    await removeSecondFactor(tx, operatorSource(), user.id);
  });
  console.log(`${email} has no second factor any more: a password alone lets them in. Tell them to
enrol again at once. The log of each of their accounts has it as mfa_disabled.`);
}
