import { useDashboard } from '../support/dashboard/dashboard';
import { deployDashboard } from '../support/dashboard/deploy-dashboard';
import { addAuthenticator } from '../support/dashboard/virtual-authenticator';
import { PASSWORD } from '../support/directory/directory';

// The dashboard after a real deploy, under the name that the platform gives the service.

const dashboard = useDashboard({}, { start: deployDashboard });

test('a user logs in, under the policy of the page, and logs out', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open('', { bypassCSP: false });
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  await page.getByRole('button', { name: email }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a user adds a passkey of the whole host, and logs in with it', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open('#/me/security', { bypassCSP: false });
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  const authenticator = await addAuthenticator(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('I have saved them').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Synced', { exact: true }).waitFor();
  const [passkey] = await authenticator.passkeys();
  expect(passkey?.rpId).toBe(new URL(dashboard.url).hostname);

  const other = await dashboard.open('#/forgot-password', { bypassCSP: false });
  await other.evaluate(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  if (passkey !== undefined) await (await addAuthenticator(other)).add(passkey);
  await other.getByRole('link', { name: 'Back to login' }).click();
  await other.getByRole('button', { name: 'Log in with a passkey' }).click();
  await other.getByRole('heading', { name: 'Profile' }).waitFor();
});

test('a visitor of a page with elements logs in on the login page of the project, under their policy', async () => {
  const { email } = await dashboard.addPerson();
  const page = await dashboard.open('/team', { bypassCSP: false });
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('table').waitFor();
  await page.locator('auth-user button').click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/login');
});

test('the scripts and styles have the types that a browser requires with nosniff', async () => {
  const page = await dashboard.open();
  const types = await page.evaluate(async () => {
    const links = [
      ...document.querySelectorAll<HTMLElement>('script[src], link[rel="stylesheet"]'),
    ];
    const urls = links.map((link) => link.getAttribute('src') ?? link.getAttribute('href') ?? '');
    return Promise.all(urls.map(async (url) => (await fetch(url)).headers.get('content-type')));
  });
  expect(types.map((type) => type?.split(';')[0]).sort()).toEqual([
    expect.stringMatching(/javascript$/),
    expect.stringMatching(/javascript$/),
    'text/css',
  ]);
});
