import { namesOf } from '../../identity/roles';
import { invitationMail } from '../../mail/texts/joining-mails';
import type { Call } from '../call';
import { callerOf } from '../call';
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

/** An invitation whose link is new, and its secret. */
export interface NewInvitation {
  readonly row: InvitationRow;
  readonly secret: string;
}

/**
 * Makes an invitation and mails its link once it is there. So many mails an hour may go from one account,
 * to one address and to all; what is refused or cannot be sent does not count. What other accounts send
 * to the address keeps none from inviting it, and none learns of it: see {@link INVITED}.
 *
 * @param key - that of the address.
 * @throws DirectoryError `THROTTLED`, whatever `make` refuses, and `MAIL_FAILED`: then the invitation is
 * there, and can be resent.
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
  const forgiveAddress = await refundIfFails(toAddress, refundAccount);
  return async () => {
    await forgiveAddress();
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
