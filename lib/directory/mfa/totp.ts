import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';
import { readCode } from './parse-code';

// What every authenticator app knows; many ignore, and some refuse, anything else.
const DIGITS = 6;
const STEP_SECONDS = 30;
const ALGORITHM = 'SHA1';
// RFC 4226 section 4 (R6) recommends 160 bits.
const SECRET_BYTES = 20;
// RFC 6238 section 5.2: one step for the way here. The other way is for phones that are fast.
const DRIFT = [-1, 0, 1];

const CODE = /^[0-9]{6}$/;

/** A new secret of 160 random bits, in base32, as people type it in. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app shows a code for. */
export interface TotpAccount {
  readonly secret: string;
  /** The user's name there, such as the e-mail address. */
  readonly label: string;
  /** The service's name there. */
  readonly issuer: string;
}

/** The `otpauth:` URI that an authenticator app reads from a QR code. It has the secret in it. */
export function totpUri({ secret, label, issuer }: TotpAccount): string {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    label: withoutColons(label),
    issuer: withoutColons(issuer),
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: STEP_SECONDS,
  }).toString();
}

/** A code that somebody has given, and what it is checked by. */
export interface TotpAttempt {
  readonly secret: string;
  /** Six digits, as people type and paste them: apps show `123 456`. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Checks a code of RFC 6238 against the present step of 30 seconds and the ones beside it.
 *
 * @returns the number of the latest step that has this code; `null` for none. A code works once: the
 *   caller accepts a step only when it is above the last one that was accepted, and stores it.
 */
export function matchingStep({ secret, code, time }: TotpAttempt): number | null {
  const given = readCode(code);
  if (!CODE.test(given)) return null;
  const key = Secret.fromBase32(secret);
  const present = Math.floor(time / 1000 / STEP_SECONDS);
  const steps = DRIFT.map((drift) => present + drift);
  const matching = steps.filter((step) => isSame(given, codeAt(key, step)));
  return matching.at(-1) ?? null;
}

function codeAt(secret: Secret, counter: number): string {
  return HOTP.generate({ secret, counter, digits: DIGITS, algorithm: ALGORITHM });
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

// Apps split issuer and label at a colon, encoded or not.
function withoutColons(text: string): string {
  return text.replaceAll(':', ' ');
}
