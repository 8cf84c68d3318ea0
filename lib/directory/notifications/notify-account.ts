import { logError } from '../../log';
import type { Mail } from '../../mail/mail';
import {
  type AccountNotice,
  type AdministratorNotice,
  administratorMail,
} from '../../mail/texts/account-mails';
import { type Call, callerOf } from '../call';
import { type Answer, read, type Tx } from '../database/database';
import { counterOf, NOTICES, requireCounted } from '../throttle';
import { serviceNameOf } from './links';
import { recordMailFailure, sendMailOrRecordFailure } from './notify-user';

/** A function that writes an email from its recipient and the common facts. */
export type WriteNotice = (notice: AccountNotice) => Mail;

/**
 * Counts notices by email of a change in the caller's account, in its transaction. The number of notices per
 * address, account and hour is limited.
 *
 * @param addresses - a few email addresses.
 * @returns a function that sends the notices, all at once, after the change was committed. An email that fails
 *   or exceeds the limit is recorded as an event. The change stays, and the caller gets no error.
 */
export function prepareNotices(call: Call, tx: Tx, addresses: readonly string[]): SendNotices {
  const { accountId = '', accountName: account = '', name: by } = callerOf(call);
  const counters = addresses.map((to) => ({
    to,
    counted: read(tx, counterOf(NOTICES, `${accountId} ${to}`).consume),
  }));
  return async (write) => {
    const about = { service: serviceNameOf(call.settings.origin), at: new Date(), account, by };
    const sent = counters.map(async ({ to, counted }) => {
      const mail = { mail: write({ ...about, to }), userId: null, accountId };
      try {
        requireCounted(await counted());
      } catch (reason) {
        return recordMailFailure(call, mail, reason);
      }
      return sendMailOrRecordFailure(call, mail);
    });
    await orLog(call, Promise.all(sent));
  };
}

/** Sends notices after their change was committed. */
export type SendNotices = (write: WriteNotice) => Promise<void>;

const MAX_ADMINISTRATORS = 10;

/**
 * Reads the addresses of at most ten active administrators of the caller's account: the caller, and those who
 * have been members the longest.
 *
 * @param except - the membership of the administrator that the email is about.
 */
export function readAdministrators(call: Call, tx: Tx, except = ''): Answer<readonly string[]> {
  const { accountId = '', userId = '' } = callerOf(call);
  const rows = read(
    tx,
    tx
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select('u.email')
      .where('m.account_id', '=', accountId)
      .where('m.administrator', '=', true)
      .where('m.active', '=', true)
      .where('m.id', '!=', except)
      .orderBy((the) => the('m.user_id', '=', userId), 'desc')
      .orderBy('m.created_at')
      .orderBy('m.id')
      .limit(MAX_ADMINISTRATORS),
  );
  return async () => (await rows()).map(({ email }) => email);
}

/** Reads the addresses of the other administrators, as {@link readAdministrators} does. */
export function readOtherRecipients(call: Call, tx: Tx): Answer<readonly string[]> {
  return readAdministrators(call, tx, callerOf(call).membershipId);
}

// The database may be unavailable now. The change is committed, and its response may have a secret that is
// shown once.
async function orLog(call: Call, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch {
    logError(`no email was sent about a change in an account (${call.requestId})`);
  }
}

/** Returns the notice of an invited, new or enabled administrator. */
export function noticeOfAdministrator(
  { email }: { readonly email: string },
  change: AdministratorNotice['change'],
): WriteNotice {
  return (notice) => administratorMail({ ...notice, change, email });
}
