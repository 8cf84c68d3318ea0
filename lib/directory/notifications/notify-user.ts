import type { Mail } from '../../mail/mail';
import { loadPart, missingPart } from '../../util/load-part';
import { recordEvent } from '../audit-log/record-event';
import { recordRepeatedOfUser } from '../audit-log/record-repeated';
import type { Call } from '../call';
import { serviceNameOf } from './links';

/** A user whose login was changed. */
export interface Recipient {
  readonly userId: string;
  readonly email: string;
}

/** A function that writes an email from its recipient and the time of the change. */
type Write = (notice: { readonly to: string; readonly service: string; readonly at: Date }) => Mail;

/**
 * Notifies a user by email of a committed change. A failed email is recorded as an event, and the change
 * stays.
 */
export async function notifyUser(
  call: Call,
  { userId, email }: Recipient,
  write: Write,
): Promise<void> {
  const mail = write({ to: email, service: serviceNameOf(call.settings.origin), at: new Date() });
  await sendMailOrRecordFailure(call, { mail, userId });
}

// The time that an email leaves for recording its failure.
const EVENT_MS = 1000;

/** An email, and the user and account of its event if it fails. */
export interface OutgoingMail {
  readonly mail: Mail;
  /** The recipient, if it is a user. */
  readonly userId: string | null;
  /** The account that the email concerns, if it concerns only one. */
  readonly accountId?: string;
  /** In milliseconds. Default: the remaining time of the call. */
  readonly timeLimitMs?: number;
}

/**
 * Sends an email after its change was committed. A failure is recorded as an event.
 *
 * @returns whether the email was sent. A failed email does not reject.
 */
export async function sendMailOrRecordFailure(
  call: Call,
  outgoing: OutgoingMail,
): Promise<boolean> {
  const { mail, timeLimitMs = Number.POSITIVE_INFINITY } = outgoing;
  try {
    const part = loadPart<typeof import('../../mail/send-mail')>('mail');
    if (part === undefined) throw new Error(missingPart('mail'));
    const left = Math.max(Math.floor(call.endsAt - performance.now() - EVENT_MS), 0);
    await part.sendMail(mail, { ...call.settings.mail, timeLimitMs: Math.min(timeLimitMs, left) });
    return true;
  } catch (reason) {
    return recordMailFailure(call, outgoing, reason);
  }
}

/** Records that an email was not sent. */
export async function recordMailFailure(
  call: Call,
  { mail, userId, accountId }: OutgoingMail,
  reason: unknown,
): Promise<false> {
  const { code = 'MAIL_FAILED' } = reason as { readonly code?: string };
  const object = { type: 'mail', id: null, subject: mail.subject, code };
  const event = { type: 'mail_failed', object } as const;
  if (accountId === undefined)
    await recordRepeatedOfUser(call.database, call, { ...event, userId });
  else await recordEvent(call.database, call, { ...event, accountId });
  return false;
}
