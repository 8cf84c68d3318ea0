import { namesOf } from '../../identity/roles';
import { invitationMail } from '../../mail/texts/joining-mails';
import { type Call, callerOf } from '../call';
import { DirectoryError } from '../errors';
import { linkTo, serviceNameOf } from '../notifications/links';
import { notifyNewAdministrator } from '../notifications/notify-account';
import { sendMailOrRecordFailure } from '../notifications/notify-user';
import {
  countAttempt,
  databaseThrottle,
  INVITATIONS,
  INVITED,
  MAIL,
  refundIfFails,
} from '../throttle';
import { describeInvitation, type InvitationItem, type InvitationRow } from './invitations';

/** An invitation with a new link, and the link's secret. */
export interface NewInvitation {
  readonly row: InvitationRow;
  readonly secret: string;
}

/**
 * Creates an invitation and then sends its link. The emails of an account per hour are limited, to one
 * address and to all addresses together. Emails that are refused or fail do not count. Invitations of other
 * accounts to the address do not prevent this invitation, and the account does not learn of them: see {@link
 * INVITED}.
 *
 * @param key - the normalized address.
 * @throws DirectoryError `THROTTLED`, the errors of `make`, and `MAIL_FAILED`. After `MAIL_FAILED` the
 *   invitation exists and can be resent.
 */
export async function sendInvitation(
  call: Call,
  key: string,
  make: () => Promise<NewInvitation>,
): Promise<InvitationItem> {
  const refund = await countMail(call, key);
  return refundIfFails(makeAndMail(call, key, make), refund);
}

async function makeAndMail(
  call: Call,
  key: string,
  make: () => Promise<NewInvitation>,
): Promise<InvitationItem> {
  const made = await make();
  const { row } = made;
  await Promise.all([
    mailUnlessTooMany(call, key, made),
    row.administrator ? notifyNewAdministrator(call, row, 'invited') : undefined,
  ]);
  return describeInvitation(row);
}

async function mailUnlessTooMany(call: Call, key: string, made: NewInvitation): Promise<void> {
  const toAddress = databaseThrottle(call.database, INVITED);
  if ((await toAddress.consume(key)) > 0) return;
  await refundIfFails(mail(call, made), async () => toAddress.refund(key));
}

async function countMail(call: Call, key: string): Promise<() => Promise<void>> {
  const { accountId = '' } = callerOf(call);
  const refundAccount = await countAttempt(call, INVITATIONS, accountId);
  const toAddress = countAttempt(call, MAIL, `invitation ${accountId} ${key}`);
  const refundAddress = await refundIfFails(toAddress, refundAccount);
  return async () => {
    await refundAddress();
    await refundAccount();
  };
}

async function mail(call: Call, { row, secret }: NewInvitation): Promise<void> {
  const { accountId = '', accountName = '' } = callerOf(call);
  const { origin } = call.settings;
  const isSent = await sendMailOrRecordFailure(call, {
    mail: invitationMail({
      to: row.email,
      service: serviceNameOf(origin),
      link: linkTo(origin, { kind: 'invitation', token: secret }),
      expiresAt: row.expiresAt,
      account: accountName,
      inviter: { name: row.inviterName ?? '', email: row.inviterEmail ?? '' },
      roles: namesOf(row),
    }),
    userId: null,
    accountId,
  });
  if (!isSent) throw new DirectoryError('MAIL_FAILED');
}
