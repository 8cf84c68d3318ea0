import type { Mail } from '../mail';
import { type Addressee, inWords, writeMail } from './write-mail';

/** What happened to somebody's second factor, and when. */
export interface SecondFactorNotice extends Addressee {
  readonly at: Date;
}

const NOT_YOU =
  'If that was not you, change your password at once, end your other sessions, and tell an administrator of your account.';

/** For somebody with whose recovery code somebody got in. */
export function recoveryCodeUsedMail({
  to,
  service,
  at,
  left,
}: SecondFactorNotice & {
  /** How many codes are left. */
  readonly left: number;
}): Mail {
  return writeMail({
    to,
    subject: `A recovery code was used at ${service}`,
    paragraphs: [
      `One of your recovery codes for ${service} was used at ${inWords(at)}, by somebody who had signed in as you. It cannot be used again. ${count(left)}`,
      'If that was you, there is nothing to do. New recovery codes can be made while you are signed in; they end the old ones.',
      `${NOT_YOU} Then make new recovery codes.`,
    ],
  });
}

function count(left: number): string {
  if (left === 0) return 'That was the last one: make new ones soon.';
  return left === 1 ? 'One is left: make new ones soon.' : `${left} are left.`;
}

/** For somebody who has to have a second factor from now on. */
export function mfaEnabledMail({ to, service, at }: SecondFactorNotice): Mail {
  return writeMail({
    to,
    subject: `Two-factor authentication was turned on at ${service}`,
    paragraphs: [
      `Two-factor authentication was turned on for your user at ${service} at ${inWords(at)}, by somebody who was signed in as you. From now on, signing in takes a code as well.`,
      'If that was you, keep your recovery codes in a safe place.',
      NOT_YOU,
    ],
  });
}

/** For somebody whose password is enough from now on. */
export function mfaDisabledMail({
  to,
  service,
  at,
  by,
}: SecondFactorNotice & {
  /** What showed that it was them. */
  readonly by: 'code' | 'recoveryCode';
}): Mail {
  const shown = by === 'code' ? 'a code' : 'one of your recovery codes, which are all over now';
  return writeMail({
    to,
    subject: `Two-factor authentication was turned off at ${service}`,
    paragraphs: [
      `Two-factor authentication was turned off for your user at ${service} at ${inWords(at)}, by somebody who was signed in as you and had ${shown}. From now on, your password is enough to sign in.`,
      'If that was you, there is nothing to do.',
      NOT_YOU,
    ],
  });
}
