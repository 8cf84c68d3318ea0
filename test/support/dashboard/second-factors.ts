import { newNumber } from '../directory/phones';
import { type Enrolled, forgetUsedCodes, totpCode } from '../directory/totp';
import type { Dashboard, Person } from './dashboard';

/** Sets up an authenticator app of a person, as a page does. */
export async function addAppTo(dashboard: Dashboard, person: Person): Promise<Enrolled> {
  const { call, close } = await openCalls(dashboard, person);
  const { secret } = await call('/account/start-mfa', {});
  const { recoveryCodes } = await call('/account/confirm-mfa', { code: totpCode(secret) });
  await forgetUsedCodes(dashboard.directory);
  await close();
  return { secret, recoveryCodes } as Enrolled;
}

/** Adds a phone to a person, as a page does. @returns its number. */
export async function addPhoneTo(dashboard: Dashboard, person: Person): Promise<string> {
  const number = newNumber();
  const { call, close } = await openCalls(dashboard, person);
  await call('/account/start-phone', { number, channel: 'sms' });
  await call('/account/confirm-phone', { code: dashboard.directory.verify.codeOf(number) });
  await close();
  return number;
}

async function openCalls(dashboard: Dashboard, person: Person) {
  const page = await dashboard.open('', { as: person });
  return {
    call: (path: string, input: object) =>
      page.evaluate(
        async ([url, body]) => {
          const headers = { 'Content-Type': 'application/json' };
          return (await fetch(url, { method: 'POST', headers, body })).json();
        },
        [path, JSON.stringify({ json: true, ...input })] as const,
      ),
    close: () => page.context().close(),
  };
}
