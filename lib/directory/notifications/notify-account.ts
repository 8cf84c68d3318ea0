import { logError } from '../../log';
import type { Mail } from '../../mail/mail';
import {
  type AccountNotice,
  type AdministratorNotice,
  administratorMail,
} from '../../mail/texts/account-mails';
import { type Call, callerOf } from '../call';
import { serviceNameOf } from './links';
import { sendMailOrRecordFailure } from './notify-user';

/** A function that writes an email from its recipient and the common facts. */
export type WriteNotice = (notice: AccountNotice) => Mail;

/**
 * Notifies recipients by email of a committed change in the caller's account. An email that fails or exceeds
 * the limit is recorded as an event. The change stays, and the caller gets no error.
 *
 * @param addresses - a few email addresses. All emails are sent at once.
 */
export async function notifyAccount(
  call: Call,
  addresses: readonly string[],
  write: WriteNotice,
): Promise<void> {
  const { accountId = '', accountName: account = '', name: by } = callerOf(call);
  const about = { service: serviceNameOf(call.settings.origin), at: new Date(), account, by };
  const sent = addresses.map((to) =>
    sendMailOrRecordFailure(call, {
      mail: write({ ...about, to }),
      userId: null,
      accountId,
      isNotice: true,
    }),
  );
  await orLog(call, Promise.all(sent));
}

const MAX_ADMINISTRATORS = 10;

/**
 * Notifies at most ten active administrators of the caller's account: the caller, and those who have been
 * members the longest.
 *
 * @param except - the membership of the administrator that the email is about.
 */
export async function notifyAdministrators(
  call: Call,
  write: WriteNotice,
  except = '',
): Promise<void> {
  const { accountId = '', userId = '' } = callerOf(call);
  const addresses = call.database
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
    .limit(MAX_ADMINISTRATORS)
    .execute()
    .then((rows) => rows.map(({ email }) => email));
  await orLog(
    call,
    addresses.then((found) => notifyAccount(call, found, write)),
  );
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

/** Notifies the administrators of the caller's account of an invited, new or enabled administrator. */
export function notifyNewAdministrator(
  call: Call,
  { id, email }: { readonly id: string; readonly email: string },
  change: AdministratorNotice['change'],
): Promise<void> {
  return notifyAdministrators(
    call,
    (notice) => administratorMail({ ...notice, change, email }),
    id,
  );
}
