import { Secret, TOTP } from 'otpauth';
import type { Caller, TestDirectory } from './directory';

/** A user's authenticator app, and the recovery codes that were shown. */
export interface Enrolled {
  /** The code of now. */
  code(): string;
  readonly recoveryCodes: readonly string[];
}

/**
 * Enables the second factor of whoever calls, and forgets which code that took, so that the code of now is
 * still good.
 */
export async function enrol({ database }: TestDirectory, caller: Caller): Promise<Enrolled> {
  const { json: started } = await caller.call('account/start-mfa');
  const secret = Secret.fromBase32((started as { secret: string }).secret);
  const code = () => new TOTP({ secret }).generate();
  const { status, json, body } = await caller.call('account/confirm-mfa', { code: code() });
  if (status !== 200) throw new Error(`The enrolment failed: ${JSON.stringify(body)}`);
  await database.query('update users set totp_last_step = totp_last_step - 2');
  return { code, recoveryCodes: (json as { recoveryCodes: string[] }).recoveryCodes };
}
