import { sql } from 'kysely';
import { inTransaction } from '../../lib/directory/database/database';
import { removeSecondFactors } from '../../lib/directory/mfa/change-second-factors';
import { hasPhone } from '../../lib/directory/users/second-factors';
import type { Email } from '../../lib/mail/email-address';
import { CliError } from '../run-command';
import { type OpenDirectory, operatorSource, withoutMail } from './with-directory';

/**
 * Removes the authenticator app, the passkeys, the phone and the recovery codes of a user who has lost them. The
 * password alone is then enough until the user enrolls again.
 *
 * @throws CliError if the user does not exist or has no second factor.
 */
export async function resetMfa({ database }: OpenDirectory, { email, key }: Email): Promise<void> {
  await inTransaction(database, async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select(['id', 'totp_confirmed_at as enrolledAt'])
      .select(
        sql<boolean>`exists (select from public.passkeys where user_id = users.id)`.as(
          'hasPasskey',
        ),
      )
      .select(hasPhone().as('hasPhone'))
      .where('email_key', '=', key)
      .forUpdate()
      .executeTakeFirst();
    if (user === undefined) throw new CliError(`User ${email} does not exist.`);
    if (user.enrolledAt === null && !user.hasPasskey && !user.hasPhone)
      throw new CliError(`${email} has no second factor.`);
    await removeSecondFactors(tx, operatorSource(), user.id);
  });
  console.log(`${email} no longer has a second factor: the password alone is enough to log in. Ask the user to
enroll again at once. The audit log of each of the user's accounts has the event mfa_disabled. ${withoutMail('the user')}`);
}
