import { sql } from 'kysely';
import { strictObject } from 'valibot';
import { type Email, parseTypedEmail } from '../../../mail/email-address';
import {
  confirmEmailMail,
  emailChangeRequestedMail,
  emailInUseMail,
} from '../../../mail/texts/user-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { newSecret, secretHash } from '../../crypto/ids';
import { check, inTransaction, read, type Tx, together } from '../../database/database';
import { DirectoryError } from '../../errors';
import { linkTo, serviceNameOf } from '../../notifications/links';
import { notifyUser, sendMailOrRecordFailure } from '../../notifications/notify-user';
import { email, empty } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';
import { counterOf, MAIL, requireCounted } from '../../throttle';
import { requireUnmanagedUser } from '../../users/require-unmanaged-user';

const EXPIRES_MINUTES = 60;

/**
 * Changes nothing about the user until `session/confirm-email`. The address of another user gets another mail after
 * the same work, and the caller gets the same response.
 */
export const changeEmail = operation({
  name: 'account/change-email',
  summary: "Mails a link to a new email address, which makes it the caller's.",
  access: SELF_SERVICE,
  changes: true,
  input: strictObject({ email }),
  output: empty,
  errors: [
    'EMAIL_INVALID',
    'MANAGED_BY_IDENTITY_PROVIDER',
    'THROTTLED',
    'MAIL_FAILED',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, input) {
    const address = parseTypedEmail(input.email);
    if (address === null) throw new DirectoryError('EMAIL_INVALID');
    const { userId = '', name: current } = callerOf(call);
    const request = await recordRequest(call, address);
    if (!(await mailLink(call, request))) {
      const { ofUser, ofAddress } = countersOf(userId, address);
      await together(call.database, ofUser.refund, ofAddress.refund);
      throw new DirectoryError('MAIL_FAILED');
    }
    await notifyUser(call, { userId, email: current }, (notice) =>
      emailChangeRequestedMail({ ...notice, newEmail: address.email }),
    );
    return {};
  },
});

// Neither one user nor all users together send more than a few mails to an address.
function countersOf(userId: string, { key }: Email) {
  return {
    ofUser: counterOf(MAIL, `change-email ${userId}`),
    ofAddress: counterOf(MAIL, `change-email ${key}`),
  };
}

interface Request {
  readonly to: string;
  readonly secret: string;
  readonly expiresAt: Date;
  /** Whether another user has the address. */
  readonly isInUse: boolean;
}

async function recordRequest(call: Call, address: Email): Promise<Request> {
  const { userId = '' } = callerOf(call);
  const secret = newSecret();
  const { ofUser, ofAddress } = countersOf(userId, address);
  const { made, others } = await inTransaction(call.database, async (tx) => {
    requireStepUp(call, tx);
    requireUnmanagedUser(tx, userId);
    check(tx, ofUser.consume, requireCounted);
    check(tx, ofAddress.consume, requireCounted);
    const found = makeLink(tx, userId, { address, secret });
    const object = { type: 'user', id: userId };
    await recordUserEvent(tx, call, { type: 'email_change_requested', userId, object });
    return found;
  });
  const { expires_at: expiresAt } = await made();
  return { to: address.email, secret, expiresAt, isInUse: (await others()).length > 0 };
}

interface NewLink {
  readonly address: Email;
  readonly secret: string;
}

// Each user has at most one request, so an earlier link stops working. The lock makes a concurrent deletion of the
// user come first, or end the request.
function makeLink(tx: Tx, userId: string, { address, secret }: NewLink) {
  const { email: newEmail, key } = address;
  const values = {
    email: newEmail,
    email_key: key,
    secret_hash: secretHash(secret),
    expires_at: sql<Date>`now() + make_interval(mins => ${EXPIRES_MINUTES})`,
  };
  const insert = tx
    .insertInto('email_changes')
    .columns(['user_id', 'email', 'email_key', 'secret_hash', 'expires_at'])
    .expression((the) =>
      the
        .selectFrom('users')
        .select('id')
        .select([the.val(newEmail).as('email'), the.val(key).as('email_key')])
        .select(sql<Buffer>`${values.secret_hash}::bytea`.as('secret_hash'))
        .select(values.expires_at.as('expires_at'))
        .where('id', '=', userId)
        .forKeyShare(),
    )
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .returning('expires_at');
  const others = tx
    .selectFrom('users')
    .select('id')
    .where('email_key', '=', key)
    .where('id', '!=', userId);
  const made = check(tx, insert, ([row]) => {
    if (row === undefined) throw new DirectoryError('SESSION_EXPIRED');
    return row;
  });
  return { made, others: read(tx, others) };
}

// A failure is recorded without the caller and for no account: the subject says whether the address has a user.
function mailLink(call: Call, { to, secret, expiresAt, isInUse }: Request): Promise<boolean> {
  const { origin } = call.settings;
  const service = serviceNameOf(origin);
  const link = linkTo(origin, { kind: 'email', token: secret });
  const mail = isInUse
    ? emailInUseMail({ to, service })
    : confirmEmailMail({ to, service, link, expiresAt });
  return sendMailOrRecordFailure({ ...call, caller: undefined }, { mail, userId: null });
}
