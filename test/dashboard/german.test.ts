import type { Page } from 'playwright-core';
import { en } from '../../dashboard/texts/en';
import { inside } from '../../dashboard/texts/en/inside';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { addExampleAccount } from '../support/dashboard/example-account';
import { newNumber } from '../support/directory/phones';

// The dashboard in a German browser. languages.test.ts compares the texts themselves.

const dashboard = useDashboard({ ALLOW_SIGNUP: 'true' });
let ada: Person;
beforeAll(async () => {
  ada = await addExampleAccount(dashboard.directory);
});

/** Words of the English texts that a German page has as well: words of both languages, and names. */
const SAME = [
  'Administrator',
  'Authtoken',
  'Authtokens',
  'Claim',
  'Code',
  'Details',
  'Name',
  'Passkey',
  'Passkeys',
  'Person',
  'SMS',
  'Status',
  'WhatsApp',
];
const english = new Set(textsOf({ ...en, ...inside }).filter((text) => !SAME.includes(text)));

function textsOf(tree: object): readonly string[] {
  return Object.values(tree).flatMap((value) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' ? textsOf(value) : [];
  });
}

/** Returns every line of the page that is an English text, also of what only screen readers read. */
async function englishOn(page: Page): Promise<readonly string[]> {
  const lines = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [placeholder]')].flatMap(
      (element) => ['aria-label', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    );
    const texts = [...document.body.querySelectorAll('*')].flatMap((element) =>
      [...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.textContent] : [])),
    );
    return [document.title, ...labels, ...texts].map((line) => (line ?? '').trim());
  });
  return lines.filter((line) => english.has(line));
}

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function show(page: Page, name: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${name}`);
  await page.waitForFunction(
    (hash) => location.hash === hash && !document.querySelector('[aria-busy="true"]'),
    `#/${name}`,
  );
  await page.getByRole('heading', { level: 1 }).waitFor();
}

test.each([
  ['#/log-in', 'Anmelden'],
  ['#/forgot-password', 'Passwort zurücksetzen'],
  ['#/sign-up', 'Konto erstellen'],
  ['#reset=rs_x', 'Dieser Link funktioniert nicht'],
])('the screen %s has no English text and nothing that is cut at 320 px', async (place, title) => {
  const page = await dashboard.open(place, {
    locale: 'de-DE',
    viewport: { width: 320, height: 640 },
  });
  await page.getByRole('heading', { name: title }).waitFor();
  // The login is there before the script that gives the page its title.
  await page.locator('.toast').waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de-DE');
  expect(await englishOn(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  expect(await dashboard.violations(page)).toEqual([]);
});

test('no screen behind the login has an English text, or anything that is cut at 320 px', async () => {
  const page = await dashboard.open('', {
    as: ada,
    locale: 'de-DE',
    viewport: { width: 320, height: 640 },
  });
  await page.getByRole('heading', { name: 'Profil' }).waitFor();
  for (const name of [
    ...Object.keys(inside.frame.screens),
    'members/mbr_grace_hopper',
    'nowhere',
  ]) {
    await show(page, name);
    const found = { name, english: await englishOn(page), overflow: await overflowOf(page) };
    expect(found).toEqual({ name, english: [], overflow: 0 });
  }
});

test('times are in German, and a dialog has no English text', async () => {
  const page = await dashboard.open('#/members', { as: ada, locale: 'de-DE' });
  await page
    .getByRole('row', { name: 'Donald Knuth' })
    .getByText(/^vor .* (?:Tagen|Monaten)$/)
    .waitFor();
  for (const action of ['Rollen ändern', 'Sperren', 'Entfernen']) {
    await page.getByRole('button', { name: 'Aktionen für Donald Knuth' }).click();
    await page.getByRole('button', { name: action, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    expect(await englishOn(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('the steps of a phone have no English text and nothing that is cut at 320 px', async () => {
  const page = await dashboard.open('#/me/security', {
    as: ada,
    locale: 'de-DE',
    viewport: { width: 320, height: 640 },
  });
  const check = async () => {
    expect({ english: await englishOn(page), overflow: await overflowOf(page) }).toEqual({
      english: [],
      overflow: 0,
    });
  };
  await page.getByRole('button', { name: 'Telefonnummer hinzufügen' }).click();
  await check();
  await page.getByLabel('Telefonnummer', { exact: true }).fill(newNumber());
  await page.keyboard.press('Enter');
  await page.getByText('Kein Code angekommen?').click();
  await check();
});
