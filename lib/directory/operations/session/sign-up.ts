import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { type Email, parseTypedEmail } from '../../../mail/email-address';
import { alreadySignedUpMail, signUpMail } from '../../../mail/texts/joining-mails';
import { operation } from '../../api/operation';
import { recordRepeatedOfUser } from '../../audit-log/record-repeated';
import type { Call } from '../../call';
import { newSecret, secretHash } from '../../crypto/ids';
import { inTransaction, read, readOne } from '../../database/database';
import { DirectoryError } from '../../errors';
import { linkTo, serviceNameOf } from '../../notifications/links';
import { sendMailOrRecordFailure } from '../../notifications/notify-user';
import { email, empty } from '../../schemas';
import { countAttempt, MAIL } from '../../throttle';

const EXPIRES_MINUTES = 60;

/**
 * Mails a link that proves the address and completes the sign-up. An address that already has a user gets
 * another mail after the same work, and the caller gets the same response.
 */
export const signUp = operation({
  name: 'session/sign-up',
  summary: 'Mails a sign-up link if sign-up is open.',
  access: 'anyone',
  changes: true,
  input: strictObject({ email }),
  output: empty,
  errors: ['SIGN_UP_CLOSED', 'EMAIL_INVALID', 'THROTTLED', 'MAIL_FAILED'],
  async run(call, input) {
    if (!call.settings.allowSignUp) throw new DirectoryError('SIGN_UP_CLOSED');
    const address = parseTypedEmail(input.email);
    if (address === null) throw new DirectoryError('EMAIL_INVALID');
    const refund = await countAttempt(call, MAIL, `sign-up ${address.key}`);
    const request = await recordSignUp(call, address);
    if (await mail(call, request)) return {};
    await refund();
    throw new DirectoryError('MAIL_FAILED');
  },
});

interface Request {
  readonly to: string;
  readonly secret: string;
  readonly expiresAt: Date;
  /** The id of the user who already has the address. */
  readonly userId: string | null;
}

// Each address has at most one sign-up, so an earlier link stops working. An address with a user has one too,
// but its link is sent to no one and could not be used.
function recordSignUp(call: Call, { email: to, key }: Email): Promise<Request> {
  const secret = newSecret();
  const values = {
    email: to,
    secret_hash: secretHash(secret),
    expires_at: sql<Date>`now() + make_interval(mins => ${EXPIRES_MINUTES})`,
  };
  return inTransaction(call.database, async (tx) => {
    const insert = tx
      .insertInto('sign_ups')
      .values({ email_key: key, ...values })
      .onConflict((conflict) => conflict.column('email_key').doUpdateSet(values))
      .returning('expires_at');
    const made = readOne(tx, insert);
    const users = read(tx, tx.selectFrom('users').select('id').where('email_key', '=', key));
    const { expires_at: expiresAt } = await made();
    const [user] = await users();
    const userId = user?.id ?? null;
    const object = { type: 'sign_up', id: null, userId };
    await recordRepeatedOfUser(tx, call, { type: 'sign_up_requested', userId, object });
    return { to, secret, expiresAt, userId };
  });
}

function mail(call: Call, { to, secret, expiresAt, userId }: Request): Promise<boolean> {
  const { origin } = call.settings;
  const service = serviceNameOf(origin);
  const link = linkTo(origin, { kind: 'sign-up', token: secret });
  const text =
    userId === null
      ? signUpMail({ to, service, link, expiresAt })
      : alreadySignedUpMail({ to, service });
  return sendMailOrRecordFailure(call, { mail: text, userId });
}
