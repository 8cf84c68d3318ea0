import { invitationMail } from '../../mail/texts/joining-mails';
import { type Call, callerOf } from '../call';
import { countInTransaction } from '../count-in-transaction';
import { type Answer, check, read, readOne, type Tx, together } from '../database/database';
import { DirectoryError } from '../errors';
import { linkTo, serviceNameOf } from '../notifications/links';
import {
  noticeOfAdministrator,
  prepareNotices,
  type SendNotices,
} from '../notifications/notify-account';
import { sendMailOrRecordFailure } from '../notifications/notify-user';
import {
  type Counted,
  counterOf,
  INVITATIONS,
  INVITED,
  MAIL,
  refundIfFails,
  requireCounted,
} from '../throttle';
import {
  describeInvitation,
  type InvitationItem,
  type InvitationRow,
  selectInvitations,
} from './invitations';

/**
 * Counts the email of an invitation in its transaction. The emails of an account per hour are limited, to one
 * address and to all addresses together. An invitation that is refused does not count.
 *
 * @param key - the normalized address.
 * @throws DirectoryError with the next statement: `THROTTLED`
 */
export function countInvitationMail(call: Call, tx: Tx, key: string): void {
  const { ofAccount, ofAddress } = countersOf(call, key);
  check(tx, ofAccount.consume, requireCounted);
  check(tx, ofAddress.consume, requireCounted);
}

/**
 * As {@link countInvitationMail}, refused by the database, so that it may be sent with the commit. The caller of the transaction
 * needs {@link orThrottled}.
 */
export function countResentMail(call: Call, tx: Tx, key: string): void {
  const { ofAccount, ofAddress } = countersOf(call, key);
  countInTransaction(tx, [ofAccount, ofAddress]);
}

function countersOf(call: Call, key: string) {
  const { accountId = '' } = callerOf(call);
  return {
    ofAccount: counterOf(INVITATIONS, accountId),
    ofAddress: counterOf(MAIL, `invitation ${accountId} ${key}`),
    ofAllAccounts: counterOf(INVITED, key),
  };
}

/** An invitation with a new link, which can be sent after the commit. */
export interface NewInvitation {
  readonly row: Answer<InvitationRow>;
  readonly secret: string;
  /** Whether the address may get another email. */
  readonly counted: Answer<readonly Counted[]>;
  readonly notices: SendNotices;
}

/** The id and the secret of a changed invitation. */
interface ChangedInvitation {
  readonly id: string;
  /** The normalized address. */
  readonly key: string;
  readonly secret: string;
  /** The addresses of administrators to notify. */
  readonly notified: readonly string[];
}

/**
 * Prepares the emails of an invitation in its transaction. Invitations of other accounts to the address do not
 * prevent this invitation, and the account does not learn of them: see {@link INVITED}.
 */
export function newInvitation(
  call: Call,
  tx: Tx,
  { id, key, secret, notified }: ChangedInvitation,
): NewInvitation {
  return {
    row: readOne(tx, selectInvitations(tx).where('i.id', '=', id)),
    secret,
    counted: read(tx, countersOf(call, key).ofAllAccounts.consume),
    notices: prepareNotices(call, tx, notified),
  };
}

/**
 * Sends the link of a committed invitation. An email that fails does not count.
 *
 * @throws DirectoryError `MAIL_FAILED`. Then the invitation exists and can be resent.
 */
export async function sendInvitation(call: Call, made: NewInvitation): Promise<InvitationItem> {
  const row = await made.row();
  const [counted] = await made.counted();
  const isAllowed = counted?.seconds === 0;
  await Promise.all([
    isAllowed ? mailOrRefund(call, row, made.secret) : undefined,
    made.notices(noticeOfAdministrator(row, 'invited')),
  ]);
  return describeInvitation(row);
}

async function mailOrRefund(call: Call, row: InvitationRow, secret: string): Promise<void> {
  const { ofAccount, ofAddress, ofAllAccounts } = countersOf(call, row.emailKey);
  await refundIfFails(mail(call, row, secret), async () => {
    await together(call.database, ofAllAccounts.refund, ofAddress.refund, ofAccount.refund);
  });
}

async function mail(call: Call, row: InvitationRow, secret: string): Promise<void> {
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
      roles: row,
    }),
    userId: null,
    accountId,
  });
  if (!isSent) throw new DirectoryError('MAIL_FAILED');
}
