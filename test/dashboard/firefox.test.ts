import { useDashboard } from '../support/dashboard/dashboard';
import { type Firefox, type FirefoxPage, launchFirefox } from '../support/dashboard/firefox';
import { PASSWORD } from '../support/directory/directory';
import { tokenFor } from '../support/directory/mailbox';
import { forgetUsedCodes, totpCode } from '../support/directory/totp';

// The most important flows in Debian's Firefox. The other files test every flow in Chromium.

const dashboard = useDashboard();
const NEW = 'an entirely new armadillo';
const READER = { developer: 'read-only', team: 'read-only', administrator: false } as const;
let firefox: Firefox;
beforeAll(async () => {
  firefox = await launchFirefox();
});
afterEach(async () => {
  expect(await firefox.closePages()).toEqual([]);
});
afterAll(() => firefox?.close());

async function enterPassword(page: FirefoxPage, email: string, password = PASSWORD): Promise<void> {
  await page.fill('Email address', email);
  await page.fill('Password', password);
  await page.press('Enter');
}

async function logIn(email: string): Promise<FirefoxPage> {
  const page = await firefox.open(dashboard.url);
  await enterPassword(page, email);
  await page.shows('The other members of your accounts see it.');
  return page;
}

async function mailed(email: string): Promise<string> {
  for (;;) {
    const token = tokenFor(dashboard.directory.mailFolder, email);
    if (token !== '') return token;
    await new Promise((done) => setTimeout(done, 50));
  }
}

test('a user sets up an app, logs out, and logs in with a code after a wrong password', async () => {
  const { email } = await dashboard.addPerson();
  const page = await logIn(email);
  await page.click('Security');
  await page.click('Set up');
  const secret = (await page.valueOf('Secret')).replaceAll(' ', '');
  await page.fill('Code', totpCode(secret));
  await page.press('Enter');
  await page.shows('Save your recovery codes');
  await page.click('I have saved them');
  await page.click('Done');
  await page.shows('10 of 10 left');
  await page.click(`Ada Lovelace${email}`);
  await page.click('Log out');
  await page.shows('Forgot your password?');

  await forgetUsedCodes(dashboard.directory);
  await enterPassword(page, email, 'a wrong armadillo naps');
  await page.shows('The email address or the password is wrong.');
  await page.fill('Password', PASSWORD);
  await page.press('Enter');
  await page.fill('Code', totpCode(secret));
  await page.press('Enter');
  await page.shows('The other members of your accounts see it.');
});

test('a user resets a forgotten password and logs in with the new one', async () => {
  const { email } = await dashboard.addPerson();
  const page = await firefox.open(`${dashboard.url}#/forgot-password`);
  await page.fill('Email address', email);
  await page.press('Enter');
  const reset = await firefox.open(`${dashboard.url}#reset=${await mailed(email)}`);
  await reset.fill('New password', NEW);
  await reset.press('Enter');
  await reset.shows('Your password is set. Log in with it.');
  await reset.fill('Password', NEW);
  await reset.press('Enter');
  await reset.shows('The other members of your accounts see it.');
});

test('an administrator invites a user, who joins by the link', async () => {
  const { email } = await dashboard.addPerson();
  const page = await logIn(email);
  await page.click('Invitations');
  await page.click('Invite');
  await page.fill('Email address', 'bob@example.com');
  await page.press('Enter');
  await page.shows('The invitation to bob@example.com is sent.');
  const invited = await firefox.open(
    `${dashboard.url}#invitation=${await mailed('bob@example.com')}`,
  );
  await invited.shows('Join Example Inc.');
  await invited.fill('Your name', 'Bob');
  await invited.fill('Password', NEW);
  await invited.press('Enter');
  await invited.shows('The other members of your accounts see it.');
});

test('an administrator disables a member after a question, whose first focus is on Cancel', async () => {
  const { email, account } = await dashboard.addPerson();
  await dashboard.addPerson({ name: 'Bob', account, roles: READER });
  const page = await logIn(email);
  await page.click('Members');
  await page.click('Actions for Bob');
  await page.click('Disable');
  await page.shows('Disable Bob?');
  expect(await page.focused()).toBe('Cancel');
  await page.press('Escape');
  await page.click('Actions for Bob');
  await page.click('Disable');
  await page.shows('Disable Bob?');
  await page.click('Disable');
  await page.shows('Bob is disabled.');
});

test('a user logs in with an element of a page of the project, and logs out with another', async () => {
  const { email } = await dashboard.addPerson();
  const page = await firefox.open(new URL('/team', dashboard.url).href);
  await enterPassword(page, email);
  await page.shows('Everyone who can log in to this account.');
  await page.click('AAda LovelaceExample Inc.');
  await page.click('Log out');
  await page.shows('Forgot your password?');
});
