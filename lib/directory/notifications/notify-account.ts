import { logError } from '../../log';
import type { Mail } from '../../mail/mail';
import {
  type AccountNotice,
  type AdministratorNotice,
  administratorMail,
} from '../../mail/texts/account-mails';
import type { Call } from '../call';
import { callerOf } from '../call';
import { serviceNameOf } from './links';
import { sendMailOrRecordFailure } from './notify-user';

/** Makes a mail of who it is for, and of what all such mails say. */
export type WriteNotice = (notice: AccountNotice) => Mail;

/**
 * Tells people by mail what was just done and committed in the caller's account. A mail that fails, or that is
 * one too many, is an event; it changes nothing, and the caller is not told.
 *
 * @param addresses - a few email addresses: all of the mails are sent at once.
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

const MOST = 10;

/**
 * Tells the active administrators of the caller's account: the caller, and those who have been members the
 * longest, ten at most.
 *
 * @param except - the membership of the administrator that the mail is about.
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
    .limit(MOST)
    .execute()
    .then((rows) => rows.map(({ email }) => email));
  await orLog(
    call,
    addresses.then((found) => notifyAccount(call, found, write)),
  );
}

// The database may be away now. What was committed stays so, and its answer may have a secret that is shown once.
async function orLog(call: Call, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch {
    logError(`no mail was sent about a change in an account (${call.requestId})`);
  }
}

/** Tells the administrators of the caller's account by mail about one who was invited, made or enabled. */
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
