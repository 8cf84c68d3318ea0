import { useDashboard } from '../support/dashboard/dashboard';
import { addCredential, membershipOf } from '../support/directory/directory-rows';
import { tokenFor } from '../support/directory/mailbox';

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' });
const NEW = 'an entirely new armadillo';

/** Returns the token of the newest mail to an address, once there is one. */
async function mailed(email: string): Promise<string> {
  for (;;) {
    const token = tokenFor(dashboard.directory.mailFolder, email);
    if (token !== '') return token;
    await new Promise((done) => setTimeout(done, 50));
  }
}

test('a user resets a forgotten password by keyboard, and every other session ends', async () => {
  const person = await dashboard.addPerson();
  const other = await dashboard.open('', { as: person });
  await other.getByRole('navigation').waitFor();
  const page = await dashboard.open('#/forgot-password');
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await page.keyboard.type(person.email);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sending…' }).waitFor();
  await page.getByRole('heading', { name: 'Check your email' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.goto(`${dashboard.url}#reset=${await mailed(person.email)}`);
  await page.getByRole('heading', { name: 'Set a new password' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Open the link again' }).waitFor();
  const fresh = await dashboard.open(`#reset=${await mailed(person.email)}`);
  await fresh.getByRole('heading', { name: 'Set a new password' }).waitFor();
  expect(await dashboard.violations(fresh)).toEqual([]);
  await fresh.keyboard.type(NEW);
  await fresh.keyboard.press('Enter');
  await fresh.getByText('Your password is set. Log in with it.').waitFor();
  await fresh.keyboard.type(NEW);
  await fresh.keyboard.press('Enter');
  await fresh.getByRole('navigation').waitFor();
  await other.reload();
  await other.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a user who resets a password can end the API keys, too', async () => {
  const person = await dashboard.addPerson();
  const { database } = dashboard.directory;
  const { userId, account: accountId } = person;
  const owner = { accountId, membershipId: await membershipOf(database, userId, accountId) };
  const { token } = await addCredential(database, 'api_key', owner);
  const show = new URL('/admin/show-account', dashboard.url);
  const status = async () => (await fetch(show, { headers: { 'X-Api-Key': token } })).status;
  expect(await status()).toBe(200);
  const first = await dashboard.open('#/forgot-password');
  await first.getByLabel('Email address').fill(person.email);
  await first.keyboard.press('Enter');
  const page = await dashboard.open(`#reset=${await mailed(person.email)}`);
  await page.getByLabel('New password').fill(NEW);
  await page.getByLabel('Also delete my API keys and other credentials').check();
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByText('Your password is set. Log in with it.').waitFor();
  expect(await status()).toBe(401);
});

test.each([
  ['too short', 'short', 'Use 15 characters or more.'],
  ['too common', 'passwordpassword', 'This password is too common. Choose another one.'],
])(
  'a new password that is %s is refused at its field, and the link still works',
  async (_what, password, message) => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open('#/forgot-password');
    await page.getByLabel('Email address').fill(person.email);
    await page.keyboard.press('Enter');
    await page.goto(`${dashboard.url}#reset=${await mailed(person.email)}`);
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText(message).waitFor();
    expect(await page.getByLabel('New password').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Your password is set. Log in with it.').waitFor();
  },
);

test('a link that was used before says so before the user types, and offers a new one', async () => {
  const page = await dashboard.open('#reset=rs_thisTokenWasNeverMailedToAnyone');
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Send a new link' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
});

test('the token of a link is in no address, history entry, storage or request', async () => {
  const person = await dashboard.addPerson();
  const first = await dashboard.open('#/forgot-password');
  await first.getByLabel('Email address').fill(person.email);
  await first.keyboard.press('Enter');
  const token = await mailed(person.email);
  const page = await dashboard.open('#/log-in');
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url(), request.headers()['referer'] ?? ''));
  await page.goto(`${dashboard.url}#reset=${token}`);
  await page.getByRole('heading', { name: 'Set a new password' }).waitFor();
  const places = await page.evaluate(() => [
    location.href,
    JSON.stringify(history.state),
    document.referrer,
    document.title,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.documentElement.outerHTML,
  ]);
  await page.goto('about:blank');
  await page.goBack();
  expect([...urls, ...places, page.url()].filter((text) => text.includes(token))).toEqual(
    [
      // Playwright reports the address that the test opened. The browser sends no fragment.
      `${dashboard.url}#reset=${token}`,
    ].filter((url) => urls.includes(url)),
  );
});

test('a visitor signs up, chooses a password and becomes the administrator of a new account', async () => {
  const email = 'grace@example.com';
  const page = await dashboard.open();
  await page.getByRole('link', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await page.getByLabel('Email address').fill(email);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check your email' }).waitFor();
  await page.goto(`${dashboard.url}#sign-up=${await mailed(email)}`);
  await page.getByRole('heading', { name: 'Create your account' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Your name').fill('Grace Hopper');
  await page.getByLabel('Account name').fill('Compilers Ltd.');
  await page.getByLabel('Password', { exact: true }).fill(NEW);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('navigation').getByText('Compilers Ltd.').waitFor();
});
