import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addRow } from '../support/directory/directory-rows';

const dashboard = useDashboard();

interface Logged {
  readonly type: string;
  readonly at: string;
  readonly principal?: readonly [id: string, name: string];
  readonly object?: object;
}

async function log(account: string, { type, at, principal, object = {} }: Logged): Promise<void> {
  await addRow(dashboard.directory.database, 'events', {
    account_id: account,
    type,
    at,
    principal_type: principal === undefined ? 'nobody' : 'user',
    principal_id: principal?.[0] ?? null,
    principal_name: principal?.[1] ?? null,
    source: principal === undefined ? 'none' : 'session',
    object_type: 'membership',
    object_id: 'mbr_object',
    object: JSON.stringify(object),
    request_id: 'req_test',
  });
}

/** Exports what the filters select. @returns the content of the file. */
async function exported(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(format).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ]);
  await dialog.waitFor({ state: 'detached' });
  return readFileSync(await download.path(), 'utf8');
}

const BOB = ['usr_bob', 'bob@example.com'] as const;

async function openLog(place = '#/events', options = {}) {
  const ada = await dashboard.addPerson();
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  await log(ada.account, {
    type: 'login_failed',
    at: at(1),
    object: { reason: 'CREDENTIALS_INVALID' },
  });
  await log(ada.account, {
    type: 'membership_disabled',
    at: at(2),
    principal: BOB,
    object: { email: 'eve@example.com' },
  });
  await log(ada.account, { type: 'login_succeeded', at: at(5), principal: BOB });
  const page = await dashboard.open(place, { as: ada, ...options });
  await page.getByRole('heading', { name: 'Audit log' }).waitFor();
  return page;
}

test('each event says when, who, what with its code, and to what', async () => {
  const page = await openLog('#/events', { timezoneId: 'Asia/Tokyo' });
  const row = page.getByRole('row', { name: 'Member disabled' });
  await row.waitFor();
  const text = await row.innerText();
  for (const part of ['bob@example.com', 'membership_disabled', 'eve@example.com']) {
    expect(text).toContain(part);
  }
  const time = row.locator('time');
  const utc = (await time.getAttribute('datetime')) ?? '';
  expect(await time.getAttribute('title')).toContain(utc);
  const shown = new Date(utc).toLocaleTimeString('en-US', {
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  });
  expect((await time.innerText()).replaceAll('\u202f', ' ')).toContain(
    shown.replaceAll('\u202f', ' '),
  );
  await page.getByRole('row', { name: 'Login refused' }).getByText('CREDENTIALS_INVALID').waitFor();
});

test('a row opens the event as JSON with the id of its request', async () => {
  const page = await openLog();
  await page.getByRole('row', { name: 'Member disabled' }).getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Request req_test').waitFor();
  expect(JSON.parse((await dialog.locator('pre').textContent()) ?? '')).toMatchObject({
    type: 'membership_disabled',
    requestId: 'req_test',
    object: { email: 'eve@example.com' },
  });
});

test('filters are in the address, apply when it is opened, and the export has the same ones', async () => {
  const page = await openLog();
  await page.getByLabel('Type').selectOption('membership_disabled');
  await page.getByRole('row', { name: 'Login refused' }).waitFor({ state: 'detached' });
  expect(page.url()).toContain('#/events?type=membership_disabled');
  await page.getByRole('link', { name: 'bob@example.com' }).click();
  await page.getByRole('button', { name: 'Clear the filter By bob@example.com' }).waitFor();
  await page.reload();
  await page.getByRole('row', { name: 'Member disabled' }).waitFor();
  expect(await page.locator('tbody tr:visible').count()).toBe(1);
  const lines = (await exported(page, 'Lines of JSON')).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'membership_disabled' });
});

test('days limit the log in the zone of the user', async () => {
  const page = await openLog();
  const day = (days: number) => {
    const { 0: date = '' } = new Date(Date.now() - days * 86_400_000).toISOString().split('T');
    return date;
  };
  await page.getByLabel('From').fill(day(3));
  await page.getByRole('row', { name: 'login_succeeded' }).waitFor({ state: 'detached' });
  await page.getByLabel('Until').fill(day(2));
  await page.getByRole('row', { name: 'Login refused' }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: 'Member disabled' }).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('row', { name: 'login_succeeded' }).waitFor();
});

test('a filter that the service refuses is explained, and can be cleared', async () => {
  const page = await openLog('#/events?from=yesterday');
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('row', { name: 'Member disabled' }).waitFor();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the log and its dialogs, in %s',
  async (colorScheme) => {
    const page = await openLog('#/events', { colorScheme });
    await page.getByRole('row', { name: 'Member disabled' }).waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Details' }).first().click();
    expect(await dashboard.violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Person' }).click();
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
  },
);

test('text of an event that is no text is not shown as an element', async () => {
  const ada = await dashboard.addPerson();
  const element = { type: 'img', props: { src: 'x' }, key: null, ref: null, __v: 1 };
  await log(ada.account, {
    type: 'membership_created',
    at: new Date().toISOString(),
    principal: ['usr_x', '<img src=x onerror=alert(1)>'],
    object: { email: element, name: '<b>name</b>' },
  });
  const page = await dashboard.open('#/events', { as: ada });
  await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).waitFor();
  await page.getByRole('link', { name: '<b>name</b>' }).waitFor();
  expect(await page.locator('main img').count()).toBe(0);
});

test('a picture shows the logins and refusals of each day, with a table of the numbers behind it', async () => {
  const page = await openLog();
  await page.getByRole('img', { name: '1 logins and 1 refused attempts, by day' }).waitFor();
  await page.getByText('Show the numbers').click();
  const numbers = page.getByRole('table').first().getByRole('row');
  expect(await numbers.count()).toBe(31);
  const filled = (await numbers.allInnerTexts()).slice(1).filter((row) => !/\s0\s+0$/.test(row));
  expect(filled.map((row) => row.split('\t').slice(1).join(' '))).toEqual(['0 1', '1 0']);
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a log with a hundred thousand events opens as one page, shows more, and finds one of them', async () => {
  const ada = await dashboard.addPerson();
  await dashboard.directory.database.query(
    // An id has the time of its event.
    `insert into events (id, account_id, type, at, principal_type, principal_id, principal_name, source, object_type,
        object_id, object, request_id)
      select 'ev_' || replace(uuidv7(n * interval '-20 seconds')::text, '-', ''), $1,
        case when n = 90000 then 'membership_disabled' else 'login_succeeded' end,
        now() - n * interval '20 seconds', 'user', 'usr_bob', 'bob@example.com', 'session', 'user', 'usr_bob', '{}', 'req_test'
      from generate_series(1, 100000) n`,
    [ada.account],
  );
  await dashboard.directory.database.query('analyze');
  const page = await dashboard.open('#/events', { as: ada });
  const rows = (count: number) =>
    page.waitForFunction(
      (wanted) => document.querySelectorAll('tbody tr:has(.row-actions)').length === wanted,
      count,
    );
  await rows(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await rows(100);
  await page.getByLabel('Type').selectOption('membership_disabled');
  await rows(1);
  await page.getByRole('row', { name: 'Member disabled' }).waitFor();
});
