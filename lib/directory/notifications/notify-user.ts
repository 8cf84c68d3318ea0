import type { Mail } from '../../mail/mail';
import type { Call } from '../call';
import { serviceOf } from './links';
import { deliver } from './send-mail-or-record-failure';

/** Somebody whose log-in was changed. */
export interface Notified {
  readonly userId: string;
  readonly email: string;
}

/** Makes a mail of whom it is for, and when it happened. */
type Write = (notice: { readonly to: string; readonly service: string; readonly at: Date }) => Mail;

/**
 * Tells a user by mail what was just done and committed. That the mail failed is an event, and changes
 * nothing about what was done.
 */
export async function notify(call: Call, { userId, email }: Notified, write: Write): Promise<void> {
  const mail = write({ to: email, service: serviceOf(call.settings.origin), at: new Date() });
  await deliver(call, { mail, userId });
}
