import type { Page } from 'playwright-core';
import { type OpenOptions, type Person, useDashboard } from '../support/dashboard/dashboard';
import { focusedName, tabTo } from '../support/dashboard/keyboard';
import { addAuthenticator, type VirtualPasskey } from '../support/dashboard/virtual-authenticator';
import { PASSWORD } from '../support/directory/directory';

// Logins, second factors and step-ups with a passkey.

const dashboard = useDashboard();
const BUTTON = 'Log in with a passkey';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const query = (text: string, values: unknown[] = []) =>
  dashboard.directory.database.query<Record<string, unknown>>(text, values);

/** Adds a passkey of a person. @returns it, as the authenticator has it, and a recovery code. */
async function addPasskey(person: Person) {
  const page = await dashboard.open('#/me/security', { as: person });
  const authenticator = await addAuthenticator(page);
  await button(page, 'Add a passkey').click();
  const recoveryCode = await page.locator('.codes code').first().textContent();
  const [passkey] = await authenticator.passkeys();
  await page.context().close();
  return { passkey: passkey as VirtualPasskey, recoveryCode: recoveryCode ?? '' };
}

interface With extends OpenOptions {
  /** Whether the passkey is offered in the field of the address, and chosen there at once. */
  readonly hasAutofill?: boolean;
}

/** Opens a place in a browser whose authenticator has a passkey. */
async function openWith(
  passkey: VirtualPasskey,
  place: string,
  { hasAutofill = false, ...options }: With = {},
) {
  let authenticator: Awaited<ReturnType<typeof addAuthenticator>> | undefined;
  const page = await dashboard.open(place, {
    ...options,
    async before(opened) {
      authenticator = await addAuthenticator(opened);
      await authenticator.add(passkey);
      if (hasAutofill) return;
      await opened.addInitScript(() => {
        PublicKeyCredential.isConditionalMediationAvailable = async () => false;
      });
    },
  });
  if (authenticator === undefined) throw new Error('There is no authenticator.');
  return { page, authenticator };
}

/** Logs in with the password, in a browser whose authenticator has a passkey. */
async function enterPassword({ email }: Person, passkey: VirtualPasskey, options: With = {}) {
  const opened = await openWith(passkey, '#/log-in', options);
  await opened.page.getByLabel('Email address').fill(email);
  await opened.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await opened.page.keyboard.press('Enter');
  return opened;
}

/** Makes the last proof of a person older than it may be for a change. */
const wait = ({ userId }: Person) =>
  query(`update sessions set stepped_up_at = now() - interval '1 hour' where user_id = $1`, [
    userId,
  ]);

const isIdle = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[data-pending]') === null);

test('a user logs in with a passkey by keyboard', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  const { page } = await openWith(passkey, '#/log-in?to=me%2Fsessions');
  expect(await dashboard.violations(page)).toEqual([]);
  await tabTo(page, BUTTON);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  const [session] = await query(
    'select authenticated_by from sessions where user_id = $1 order by created_at desc limit 1',
    [person.userId],
  );
  expect(session?.['authenticated_by']).toEqual(['passkey']);
});

test('a user logs in with the passkey that the field of the address offers', async () => {
  const { passkey } = await addPasskey(await dashboard.addPerson());
  const { page } = await openWith(passkey, '#/log-in', { hasAutofill: true });
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('the button works while the field of the address offers passkeys', async () => {
  const { passkey } = await addPasskey(await dashboard.addPerson());
  const { page, authenticator } = await openWith(passkey, '#/forgot-password', {
    hasAutofill: true,
  });
  // The offer waits for the user.
  await authenticator.setAutomatic(false);
  const offered = page.waitForResponse('**/session/start-passkey-login');
  await page.getByRole('link', { name: 'Back to login' }).click();
  await offered;
  await authenticator.setAutomatic(true);
  await button(page, BUTTON).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('the offer in the field of the address is renewed after four minutes', async () => {
  const page = await dashboard.open('#/forgot-password');
  await addAuthenticator(page);
  const starts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/session/start-passkey-login')) starts.push(request.url());
  });
  await page.clock.install();
  const offered = page.waitForResponse('**/session/start-passkey-login');
  await page.getByRole('link', { name: 'Back to login' }).click();
  await page.getByLabel('Password', { exact: true }).waitFor();
  await page.clock.runFor(1000);
  await offered;
  await page.clock.runFor(200_000);
  expect(starts).toHaveLength(1);
  await Promise.all([
    page.waitForResponse('**/session/start-passkey-login'),
    page.clock.runFor(50_000),
  ]);
});

test('a user who cancels reads nothing, and the button works again', async () => {
  const { passkey } = await addPasskey(await dashboard.addPerson());
  const { page, authenticator } = await openWith(passkey, '#/log-in');
  await authenticator.setUserVerified(false);
  await button(page, BUTTON).click();
  await isIdle(page);
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await focusedName(page)).toBe(BUTTON);
  await authenticator.setUserVerified(true);
  await button(page, BUTTON).click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('the authenticator forgets a passkey that was deleted here', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  await query('delete from passkeys where user_id = $1', [person.userId]);
  const { page, authenticator } = await openWith(passkey, '#/log-in');
  await button(page, BUTTON).click();
  await page.getByText('This passkey was deleted here.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.waitForTimeout(200);
  expect(await authenticator.passkeys()).toEqual([]);
});

test('a passkey whose counter has gone back is refused', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  await query('update passkeys set counter = 1000 where user_id = $1', [person.userId]);
  const { page } = await openWith(passkey, '#/log-in');
  await button(page, BUTTON).click();
  await page.getByText('The passkey was not accepted.').waitFor();
});

test.each(['light', 'dark'] as const)(
  'a passkey is the second factor after a password, in %s colors',
  async (colorScheme) => {
    const person = await dashboard.addPerson();
    const { passkey } = await addPasskey(person);
    const { page } = await enterPassword(person, passkey, { colorScheme });
    await page.getByRole('heading', { name: 'Use your passkey' }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await tabTo(page, 'Use your passkey');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
  },
);

test('a user without the passkey at hand uses a recovery code', async () => {
  const person = await dashboard.addPerson();
  const { passkey, recoveryCode } = await addPasskey(person);
  const { page } = await enterPassword(person, passkey);
  await button(page, 'Use a recovery code').click();
  await page.getByText('in place of your second factor').waitFor();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a user with an app and a passkey chooses between them', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  await query('update users set totp_confirmed_at = now() where id = $1', [person.userId]);
  const { page } = await enterPassword(person, passkey);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Use a passkey').click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a step-up with a passkey in the midst of a change makes the change once', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  const { page } = await openWith(passkey, '#/me', { as: person });
  await wait(person);
  await button(page, 'Change the address').click();
  await page.getByLabel('New email address').fill('new@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Use your passkey').click();
  await page.getByText('A link is on its way to new@example.com.').waitFor();
});

test('a page that requires a recent login gets the user back after a passkey', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  const { page } = await openWith(passkey, '#/step-up?next=%2Fdashboard%2Ficon.svg', {
    as: person,
  });
  await Promise.all([
    page.waitForURL('**/dashboard/icon.svg'),
    button(page, 'Use your passkey').click(),
  ]);
});

test('a user confirms new recovery codes with a passkey', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  const { page } = await openWith(passkey, '#/me/security', { as: person });
  await button(page, 'Create new codes').click();
  await page.getByText('Confirm with your second factor').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Use your passkey').click();
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
});

test('a user removes the app with a passkey, which remains', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  await query('update users set totp_confirmed_at = now() where id = $1', [person.userId]);
  const { page } = await openWith(passkey, '#/me/security', { as: person });
  await button(page, 'Remove').click();
  await page.getByText('You keep another second factor.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Use a passkey').click();
  await page.getByText('The authenticator app is removed.').waitFor();
  await page.getByText('10 of 10 left').waitFor();
});

test('a user whose session has ended goes on with a passkey', async () => {
  const person = await dashboard.addPerson();
  const { passkey } = await addPasskey(person);
  const { page } = await openWith(passkey, '#/me', { as: person });
  await page.getByLabel('Your name').fill('Ada King');
  await query('delete from sessions where user_id = $1', [person.userId]);
  await button(page, 'Save').click();
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, BUTTON).click();
  await page.getByText('Saved.').waitFor();
});

test('a user enrolls with a passkey in an account that requires a second factor', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  const { email } = await dashboard.addPerson({ account });
  const page = await dashboard.open('#/me/sessions');
  await addAuthenticator(page);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Secure Inc. requires a second factor.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Create a passkey').click();
  await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
  expect(await page.getByRole('button', { name: 'Set up an authenticator app' }).count()).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('I have saved them').check();
  await button(page, 'Done').click();
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
});

test('a user who logs in by password is offered a passkey, and not again after "Not now"', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open('#/log-in');
  await addAuthenticator(page);
  const logIn = async () => {
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
  };
  await logIn();
  await page.getByText('Log in without a password next time?').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await button(page, 'Not now').click();
  await page.getByText('Log in without a password').waitFor({ state: 'detached' });
  await page.context().clearCookies();
  await page.goto(`${dashboard.url}#/log-in`);
  await page.reload();
  await logIn();
  await page.waitForTimeout(200);
  expect(await page.getByText('Log in without a password').count()).toBe(0);
});
