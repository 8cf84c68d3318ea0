import { randomInt } from 'node:crypto';
import type { Caller, TestDirectory } from './directory';

/** Returns a number that no other test uses. */
export function newNumber(): string {
  return `+4915${`${randomInt(1e9)}`.padStart(9, '0')}`;
}

/** Adds a phone to a caller who has logged in. */
export async function addPhone(
  { verify }: TestDirectory,
  caller: Caller,
  number = newNumber(),
): Promise<{ readonly number: string; readonly recoveryCodes: readonly string[] | null }> {
  await accepted(caller, 'account/start-phone', { number, channel: 'sms' });
  const input = { code: verify.codeOf(number) };
  const { recoveryCodes } = await accepted(caller, 'account/confirm-phone', input);
  return { number, recoveryCodes };
}

/** Sends a code to a caller's phone. @returns the code. */
export async function sentCode(
  { verify }: TestDirectory,
  caller: Caller,
  number: string,
): Promise<string> {
  await accepted(caller, 'session/send-code', { channel: 'sms' });
  return verify.codeOf(number);
}

async function accepted(caller: Caller, path: string, input: object) {
  const { status, json } = await caller.call(path, input);
  if (status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(json)}`);
  return json as { recoveryCodes: string[] | null };
}
