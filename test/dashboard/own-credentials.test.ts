import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addCredential, inSeconds, membershipOf } from '../support/directory/directory-rows';
import { makeSshKey } from '../support/directory/ssh-keygen';

const dashboard = useDashboard();
const CREDENTIALS = '#/me/credentials';

/** Returns the token that the page shows, and closes the dialog. */
async function saveToken(page: Page, label: string): Promise<string> {
  const token = await page.getByLabel(label, { exact: true }).inputValue();
  await page.getByLabel('I have saved it').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return token;
}

/** Returns the status of a call of the directory with an API key. */
async function statusWith(key: string): Promise<number> {
  const url = dashboard.url.replace('/account', '/admin/show-account');
  return (await fetch(url, { headers: { 'X-Api-Key': key } })).status;
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('button', { name: action, exact: true }).click();
}

test('a user creates, rotates and deletes an API key, and its token is nowhere in the page afterward', async () => {
  const page = await dashboard.open(CREDENTIALS, { as: await dashboard.addPerson() });
  await page.getByText('You have no credentials.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create a credential' }).click();
  await page.getByLabel('API key').check();
  await page.getByRole('textbox', { name: 'Description' }).fill('Scripts');
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('It is shown this once.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText('You have not confirmed that it is saved.').waitFor();
  const key = await saveToken(page, 'API key');
  expect(key).toMatch(/^tfk_/);
  expect(await statusWith(key)).toBe(200);
  await page.getByText(`begins with ${key.slice(0, 16)}_`).waitFor();

  await choose(page, 'Scripts', 'Rotate');
  await page.getByLabel('The current secret ends').selectOption('Now');
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  const rotated = await saveToken(page, 'API key');
  expect([await statusWith(key), await statusWith(rotated)]).toEqual([401, 200]);
  const kept = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
    ]),
  );
  expect(kept).not.toContain(rotated.slice(17));
  expect(page.url()).toBe(`${dashboard.url}${CREDENTIALS}`);

  await choose(page, 'Scripts', 'Delete');
  await page.getByText('Programs that use it are refused at once.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('You have no credentials.').waitFor();
  expect(await statusWith(rotated)).toBe(401);
});

test('while two secrets are valid, the user says which one stays', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open(CREDENTIALS, { as: person, colorScheme: 'dark' });
  const membershipId = await membershipOf(
    dashboard.directory.database,
    person.userId,
    person.account,
  );
  const owner = { accountId: person.account, membershipId };
  const { token } = await addCredential(dashboard.directory.database, 'api_key', owner, {
    description: 'Scripts',
  });
  await page.reload();
  await choose(page, 'Scripts', 'Rotate');
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  const lost = await saveToken(page, 'API key');
  await page.getByText('The old secret works until').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await choose(page, 'Scripts', 'Rotate');
  await page.getByLabel('The older one, from before it').check();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  const made = await saveToken(page, 'API key');
  const statuses = [await statusWith(token), await statusWith(lost), await statusWith(made)];
  expect(statuses).toEqual([200, 401, 200]);
});

test('credentials are listed by type, and those that expire soon are marked', async () => {
  const person = await dashboard.addPerson();
  const { database } = dashboard.directory;
  const membershipId = await membershipOf(database, person.userId, person.account);
  const owner = { accountId: person.account, membershipId };
  const soon = { description: 'CRM', paths: ['/hooks/*'], expires_at: inSeconds(86_400) };
  await addCredential(database, 'authtoken', owner, soon);
  await addCredential(database, 'api_key', owner, { description: 'Scripts' });
  const page = await dashboard.open(CREDENTIALS, { as: person });
  await page.getByRole('heading', { name: 'Authtokens' }).waitFor();
  await page.getByRole('heading', { name: 'API keys' }).waitFor();
  expect(await page.getByText('Expires soon').count()).toBe(1);
  await page.getByText('only for /hooks/*').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);

  await choose(page, 'CRM', 'Edit');
  await page.getByRole('textbox', { name: 'Description' }).fill('CRM and more');
  await page.getByLabel('Paths').fill('');
  await page.getByLabel('Expires').selectOption('Never');
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('CRM and more').waitFor();
  expect(await page.getByText('Expires soon').count()).toBe(0);
  expect(await page.getByText('only for').count()).toBe(0);
});

test('a user adds an SSH key by signing the command of the page', async () => {
  const key = makeSshKey(['-t', 'ed25519']);
  const page = await dashboard.open(CREDENTIALS, { as: await dashboard.addPerson() });
  await page.getByRole('button', { name: 'Create a credential' }).click();
  await page.getByLabel('SSH key').check();
  await page.getByRole('textbox', { name: 'Description' }).fill('laptop');
  await page.getByLabel('Public key').fill(key.publicLine);
  const command = page.getByLabel('Command', { exact: true });
  const first = await command.inputValue();
  await page.getByLabel('Signature').fill(key.sign('something else', 'key@twilio-functions-auth'));
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('The signature does not match').waitFor();
  await page.waitForFunction((old) => !document.body.innerHTML.includes(old), first.slice(40, 90));
  const [, signed = ''] =
    /^printf '%s' '([^']+)' \| ssh-keygen -Y sign -n key@twilio/.exec(await command.inputValue()) ??
    [];
  await page.getByLabel('Signature').fill(key.sign(signed, 'key@twilio-functions-auth'));
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText(key.fingerprint).waitFor();
  await page.getByRole('button', { name: 'Actions for laptop' }).click();
  expect(await page.getByRole('button', { name: 'Rotate' }).count()).toBe(0);
  key.remove();
});
