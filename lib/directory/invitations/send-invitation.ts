import { invitationMail } from '../../mail/texts/joining-mails';
import type { Call } from '../call';
import { deliver } from '../deliver';
import { DirectoryError } from '../errors';
import { callerOf } from '../identity';
import { linkTo, serviceOf } from '../links';
import { notifyNewAdministrator } from '../members/notify-new-administrator';
import { namesOf } from '../roles/roles';
import { attempt } from '../throttle/attempt';
import { INVITATIONS, MAIL } from '../throttle/limits';
import { describeInvitation, type Invitation, type InvitationRow } from './invitation';

/** An invitation whose link is new, and its secret. */
export interface NewInvitation {
  readonly row: InvitationRow;
  readonly secret: string;
}

/**
 * Makes an invitation and mails its link once it is there. So many mails an hour may go to one address,
 * and from one account; what is refused or cannot be sent does not count.
 *
 * @param key - that of the address.
 * @throws DirectoryError `THROTTLED`, whatever `make` refuses, and `MAIL_FAILED`: then the invitation is
 * there, and can be resent.
 */
export async function sendInvitation(
  call: Call,
  key: string,
  make: () => Promise<NewInvitation>,
): Promise<Invitation> {
  const forgive = await countMail(call, key);
  try {
    const made = await make();
    const { row } = made;
    await Promise.all([
      mail(call, made),
      row.administrator ? notifyNewAdministrator(call, row, 'invited') : undefined,
    ]);
    return describeInvitation(made.row);
  } catch (reason) {
    await forgive();
    throw reason;
  }
}

async function countMail(call: Call, key: string): Promise<() => Promise<void>> {
  const { accountId = '' } = callerOf(call);
  const forgiveAccount = await attempt(call, INVITATIONS, accountId);
  try {
    const forgiveAddress = await attempt(call, MAIL, `invitation ${key}`);
    return async () => {
      await forgiveAddress();
      await forgiveAccount();
    };
  } catch (reason) {
    await forgiveAccount();
    throw reason;
  }
}

async function mail(call: Call, { row, secret }: NewInvitation): Promise<void> {
  const { accountId = '', accountName = '' } = callerOf(call);
  const { origin } = call.settings;
  const isSent = await deliver(call, {
    mail: invitationMail({
      to: row.email,
      service: serviceOf(origin),
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
