import type { Mail } from '../mail';
import { type Addressee, asUser, formatTime, writeMail } from './write-mail';

/** A change or use of a user's second factor, and its time. */
export interface SecondFactorNotice extends Addressee {
  readonly at: Date;
}

/** What to do if the change was another person's. */
export const NOT_YOU =
  'If that was not you, change your password immediately, end your other sessions, and tell an administrator of your account.';

/** Writes the mail to a user whose recovery code was used. */
export function recoveryCodeUsedMail({
  to,
  service,
  at,
  left,
}: SecondFactorNotice & {
  /** The number of unused codes. */
  readonly left: number;
}): Mail {
  return writeMail({
    to,
    service,
    subject: `A recovery code was used at ${service}`,
    heading: 'A recovery code was used',
    reason: asUser(service),
    paragraphs: [
      `One of your recovery codes for ${service} was used at ${formatTime(at)}, by someone who had logged in as you. It cannot be used again. ${count(left)}`,
      'If that was you, there is nothing to do. While you are logged in, you can create new recovery codes, which replace the old ones.',
      `${NOT_YOU} Then create new recovery codes.`,
    ],
  });
}

function count(left: number): string {
  if (left === 0) return 'That was the last one: create new ones soon.';
  return left === 1 ? 'One is left: create new ones soon.' : `${left} are left.`;
}

/** Writes the mail to a user who added an authenticator app. */
export function mfaEnabledMail({ to, service, at }: SecondFactorNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `Two-factor authentication was turned on at ${service}`,
    heading: 'Two-factor authentication was turned on',
    reason: asUser(service),
    paragraphs: [
      `An authenticator app was added to your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. From now on, logging in with your password also requires a code or a passkey.`,
      'If that was you, keep your recovery codes in a safe place.',
      NOT_YOU,
    ],
  });
}

const PROOFS = {
  code: 'a code of the app',
  recoveryCode: 'one of your recovery codes',
  passkey: 'one of your passkeys',
  phoneCode: 'a code that was sent to your phone',
};

/** Writes the mail to a user who removed the authenticator app. */
export function mfaDisabledMail({
  to,
  service,
  at,
  by,
}: SecondFactorNotice & {
  /** The second factor that confirmed the change. */
  readonly by: keyof typeof PROOFS;
}): Mail {
  return writeMail({
    to,
    service,
    subject: `Your authenticator app was removed at ${service}`,
    heading: 'Your authenticator app was removed',
    reason: asUser(service),
    paragraphs: [
      `The authenticator app was removed from your user at ${service} at ${formatTime(at)}, by someone who was logged in as you and had ${PROOFS[by]}. Unless you have a passkey or a phone, your password is now enough to log in, and your recovery codes no longer work.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}
