import type { Mail } from '../mail';
import { type Addressee, asUser, formatTime, writeMail } from './write-mail';

/** A change or use of a user's second factor, and its time. */
export interface SecondFactorNotice extends Addressee {
  readonly at: Date;
}

const NOT_YOU =
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

/** Writes the mail to a user who enabled MFA. */
export function mfaEnabledMail({ to, service, at }: SecondFactorNotice): Mail {
  return writeMail({
    to,
    service,
    subject: `Two-factor authentication was turned on at ${service}`,
    heading: 'Two-factor authentication was turned on',
    reason: asUser(service),
    paragraphs: [
      `Two-factor authentication was turned on for your user at ${service} at ${formatTime(at)}, by someone who was logged in as you. From now on, logging in also requires a code.`,
      'If that was you, keep your recovery codes in a safe place.',
      NOT_YOU,
    ],
  });
}

/** Writes the mail to a user who disabled MFA. */
export function mfaDisabledMail({
  to,
  service,
  at,
  by,
}: SecondFactorNotice & {
  /** The second factor that confirmed the change. */
  readonly by: 'code' | 'recoveryCode';
}): Mail {
  const proof = by === 'code' ? 'a code' : 'one of your recovery codes, which no longer work';
  return writeMail({
    to,
    service,
    subject: `Two-factor authentication was turned off at ${service}`,
    heading: 'Two-factor authentication was turned off',
    reason: asUser(service),
    paragraphs: [
      `Two-factor authentication was turned off for your user at ${service} at ${formatTime(at)}, by someone who was logged in as you and had ${proof}. From now on, your password is enough to log in.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}
