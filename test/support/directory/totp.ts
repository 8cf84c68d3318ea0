import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import type { Caller, TestDirectory } from './directory';

const STEP_MS = 30_000;
// This is longer than a call may take.
const ROOM_MS = 8000;

/** Returns the code of an authenticator app now, or a number of 30-second steps from now. */
export function totpCode(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: Date.now() + steps * STEP_MS });
}

/** Returns a code that is not valid now. */
export function wrongCode(secret: string): string {
  const right = new Set([-2, -1, 0, 1, 2].map((steps) => totpCode(secret, steps)));
  for (let code = 100_000; ; code += 1) if (!right.has(`${code}`)) return `${code}`;
}

/** Waits for the next step if the current one is about to end, so that the next calls are in one step. */
export async function withinOneStep(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < ROOM_MS) await pause(left + 50);
}

/** A user's second factor. */
export interface Enrolled {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Sets up MFA for a caller who has logged in. The current code can be used again afterward. */
export async function enroll(directory: TestDirectory, caller: Caller): Promise<Enrolled> {
  const { secret } = await answered<{ secret: string }>(caller, 'account/start-mfa', {});
  const code = totpCode(secret);
  const { recoveryCodes } = await answered<Enrolled>(caller, 'account/confirm-mfa', { code });
  await forgetUsedCodes(directory);
  return { secret, recoveryCodes };
}

/** Makes used codes valid again, so that tests need not wait for new ones. */
export async function forgetUsedCodes({ database }: TestDirectory): Promise<void> {
  await database.query('update users set totp_last_step = null');
}

async function answered<T>(caller: Caller, path: string, input: object): Promise<T> {
  const { status, body } = await caller.call(path, input);
  if (status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(body)}`);
  return body as T;
}
