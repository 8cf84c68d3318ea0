import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addRow } from '../support/directory/directory-rows';
import { makeSigningKeys } from '../support/saml/saml-provider';
import { type SimpleSamlPhp, startSimpleSamlPhp } from '../support/saml/simplesamlphp';
import { addDomain } from '../support/sso/sso-account';

// The user clicks on the pages of SimpleSAMLphp, which posts its response from another site.

const PROVIDER = 'idp_simplesamlphp';
const dashboard = useDashboard();
const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
let idp: SimpleSamlPhp;

const OF_SAML = {
  type: 'saml',
  name: 'Example SAML',
  issuer: 'https://idp.example/saml',
  client_id: 'https://service.example/saml',
  client_secret: '',
  client_authentication: 'post',
  scopes: [],
  active: true,
  login_url: 'https://idp.example/login',
};

beforeAll(async () => {
  const keys = await makeSigningKeys();
  const at = (path: string) => new URL(path, dashboard.url).href;
  const entityId = at(`/session/saml/${PROVIDER}`);
  idp = await startSimpleSamlPhp({
    keys,
    clients: [{ entityId, acsUrl: at('/session/return-saml') }],
  });
  const { directory } = dashboard;
  const account = await directory.addAccount('Example Inc.');
  await directory.database.query("update accounts set provisioning = 'jit' where id = $1", [
    account,
  ]);
  await addDomain(directory, account, 'example.com');
  await addRow(directory.database, 'identity_providers', {
    ...OF_SAML,
    id: PROVIDER,
    account_id: account,
    issuer: `${idp.url}/idp`,
    client_id: entityId,
    login_url: `${idp.url}/saml2/idp/SSOService.php`,
    certificates: [keys.cert],
  });
});
afterAll(() => idp?.stop());

test('an administrator adds a provider by its metadata, and copies what to enter there', async () => {
  const ada = await dashboard.addPerson();
  const page = await dashboard.open('#/single-sign-on', { as: ada });
  await page.getByRole('button', { name: 'Add an identity provider' }).first().click();
  await page.getByLabel('Provider', { exact: true }).selectOption({ label: 'SAML 2.0' });
  await page.getByLabel('Metadata of the provider').fill('<wrong/>');
  await press(page, 'Add');
  await page.getByText('describes no identity provider of SAML 2.0').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page
    .getByLabel('Metadata of the provider')
    .fill(await (await fetch(idp.metadataUrl)).text());
  await press(page, 'Add');
  const entityId = page.getByLabel('Entity ID (audience)', { exact: true });
  await entityId.waitFor();
  expect(await entityId.inputValue()).toMatch(/\/session\/saml\/idp_\w+$/);
  expect(await page.getByLabel('Reply URL (ACS URL)', { exact: true }).inputValue()).toMatch(
    /\/session\/return-saml$/,
  );
  expect(await dashboard.violations(page)).toEqual([]);
  await press(page, 'Done');
  await page.getByText(`SAML 2.0 · ${idp.url}/idp`).waitFor();

  await page.getByRole('button', { name: 'Actions for SAML 2.0' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByText(/expires .+, never used/).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Name', { exact: true }).fill('Example SAML');
  await press(page, 'Save');
  await page.getByRole('button', { name: 'Actions for Example SAML' }).waitFor();
});

test("a provider's tile offers a login, which begins with a click and ends in the dashboard", async () => {
  const page = await dashboard.open(`#sso-of=${PROVIDER}`);
  await page.getByRole('heading', { name: 'Log in with single sign-on' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(`${idp.url}/**`);
  await page.locator('input[name=username]').fill('ada');
  await page.locator('input[name=password]').fill('adapass');
  await page.locator('#regularsubmit button, button[type=submit]').first().click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();

  expect(await page.getByText('ada@example.com').count()).toBeGreaterThan(0);
  expect(page.url()).not.toContain('result');
});

test('a certificate that expires within 30 days, or has expired, is named beside the provider', async () => {
  const ada = await dashboard.addPerson();
  const addExpiring = async (days: number) => {
    const keys = await makeSigningKeys(2048, days);
    const account_id = ada.account;
    const row = { id: `idp_days${days < 0 ? 'ago' : days}`, account_id, certificates: [keys.cert] };
    await addRow(dashboard.directory.database, 'identity_providers', { ...OF_SAML, ...row });
  };
  for (const days of [-3, 12, 40]) await addExpiring(days);
  const page = await dashboard.open('#/single-sign-on', { as: ada });
  await page.getByText('Certificate expiry: in 12 days').waitFor();

  expect(await page.getByText('Certificate expiry: 3 days ago').count()).toBe(1);
  expect(await page.getByText(/^Certificate expiry/).count()).toBe(2);
  expect(await dashboard.violations(page)).toEqual([]);
});
