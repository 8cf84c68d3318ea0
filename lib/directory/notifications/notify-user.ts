import type { Mail } from '../../mail/mail';
import { libraryAsset, missingAsset } from '../../util/library-asset';
import { recordEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import type { Call } from '../call';
import { countAttempt, NOTICES } from '../throttle';
import { serviceNameOf } from './links';

/** Somebody whose log-in was changed. */
export interface Recipient {
  readonly userId: string;
  readonly email: string;
}

/** Makes a mail of whom it is for, and when it happened. */
type Write = (notice: { readonly to: string; readonly service: string; readonly at: Date }) => Mail;

/**
 * Tells a user by mail what was just done and committed. That the mail failed is an event, and changes
 * nothing about what was done.
 */
export async function notifyUser(
  call: Call,
  { userId, email }: Recipient,
  write: Write,
): Promise<void> {
  const mail = write({ to: email, service: serviceNameOf(call.settings.origin), at: new Date() });
  await sendMailOrRecordFailure(call, { mail, userId });
}

// What a mail leaves of the call's time, for the event that it was not sent.
const EVENT_MS = 1000;

/** Whom a mail is about, for the log. */
export interface OutgoingMail {
  readonly mail: Mail;
  /** The user it goes to, where there is one. */
  readonly userId: string | null;
  /** The account whose matter it is, where it is that of one alone. */
  readonly accountId?: string;
  /** Whether it is a notice, of which one address gets so many an hour about an account. */
  readonly isNotice?: boolean;
  /** How long it may take, in milliseconds. Default: as long as the call has left. */
  readonly timeLimitMs?: number;
}

/**
 * Hands a mail over, once what it tells has been committed. One that cannot be sent is an event.
 *
 * @returns whether it was sent. Never rejects for the mail's sake.
 */
export async function sendMailOrRecordFailure(
  call: Call,
  {
    mail,
    userId,
    accountId,
    isNotice = false,
    timeLimitMs = Number.POSITIVE_INFINITY,
  }: OutgoingMail,
): Promise<boolean> {
  try {
    if (isNotice) await countAttempt(call, NOTICES, `${accountId} ${mail.to}`);
    const path = libraryAsset('mail');
    if (path === undefined) throw new Error(missingAsset('mail'));
    const { sendMail }: typeof import('../../mail/send-mail') = require(path);
    const left = Math.max(Math.floor(call.endsAt - performance.now() - EVENT_MS), 0);
    await sendMail(mail, { ...call.settings.mail, timeLimitMs: Math.min(timeLimitMs, left) });
    return true;
  } catch (reason) {
    const { code = 'MAIL_FAILED' } = reason as { readonly code?: string };
    const object = { type: 'mail', id: null, subject: mail.subject, code };
    const event = { type: 'mail_failed', object } as const;
    if (accountId === undefined)
      await recordRepeatedOfUser(call.database, call, { ...event, userId });
    else await recordEvent(call.database, call, { ...event, accountId });
    return false;
  }
}
