import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { useDashboard } from '../support/dashboard/dashboard';
import { addRow } from '../support/directory/directory-rows';

const dashboard = useDashboard();

/** Opens the dialog of the export over a log with many events, which the service returns in three parts. */
async function openExport(): Promise<{ page: Page; dialog: Locator }> {
  const ada = await dashboard.addPerson();
  await dashboard.directory.database.query(
    `insert into events
      (id, account_id, type, at, principal_type, source, object_type, object_id, object, request_id)
      select 'ev_' || lpad(number::text, 32, '0'), $1, 'credential_updated',
        now() - number * interval '1 second', 'nobody', 'session', 'credential', 'tfs_1', '{}', 'req_test'
      from generate_series(1, 4500) as number`,
    [ada.account],
  );
  return openDialog(await dashboard.open('#/events', { as: ada }));
}

async function openDialog(page: Page): Promise<{ page: Page; dialog: Locator }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lines of JSON').check();
  return { page, dialog };
}

async function saved(page: Page, dialog: Locator): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

const idsIn = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);

test('the file has every event of the log once, although an answer has at most 2,000', async () => {
  const { page, dialog } = await openExport();
  const ids = idsIn(await saved(page, dialog));
  expect(ids.filter((id) => id.startsWith('ev_000'))).toHaveLength(4500);
  expect(new Set(ids).size).toBe(ids.length);
  await page.getByText(/^4,5\d\d events are saved\.$/).waitFor();
});

test('an export that fails midway goes on from there, and nothing is twice in the file', async () => {
  const { page, dialog } = await openExport();
  let calls = 0;
  await page.route('**/admin/export-events*', (route) => {
    calls += 1;
    return calls === 2 ? route.abort() : route.continue();
  });
  await dialog.getByRole('button', { name: 'Export' }).click();
  await dialog.getByRole('alert').waitFor();
  dashboard.ignoreConsole(/ERR_FAILED/);
  await dialog.getByText('2,000 events read so far.').waitFor();
  const ids = idsIn(await saved(page, dialog));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(4500);
  expect(calls).toBe(4);
});

test('Cancel ends an export, and no file is saved', async () => {
  const { page, dialog } = await openExport();
  let calls = 0;
  await page.route('**/admin/export-events*', async (route) => {
    calls += 1;
    if (calls === 2) await dialog.getByRole('button', { name: 'Cancel' }).click();
    return route.continue();
  });
  const downloads: string[] = [];
  page.on('download', (one) => downloads.push(one.suggestedFilename()));
  await dialog.getByRole('button', { name: 'Export' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  expect(calls).toBe(2);
  expect(downloads).toEqual([]);
});

test('a table has a line of titles, and no name in it is a formula', async () => {
  const ada = await dashboard.addPerson();
  await addRow(dashboard.directory.database, 'events', {
    account_id: ada.account,
    type: 'membership_disabled',
    principal_type: 'user',
    principal_id: 'usr_bob',
    principal_name: '=HYPERLINK("http://example.com","Bob")',
    source: 'session',
    object_type: 'membership',
    object_id: 'mbr_object',
    object: JSON.stringify({ email: 'eve@example.com' }),
    request_id: 'req_test',
  });
  const place = '#/events?type=membership_disabled';
  const { page, dialog } = await openDialog(await dashboard.open(place, { as: ada }));
  await dialog.getByLabel('A table').check();
  const [titles, line, ...rest] = (await saved(page, dialog)).split('\r\n');
  expect(titles).toBe(
    '\uFEFFat,type,principal type,principal id,principal name,credential,source,object type,object id,details,request id,id',
  );
  expect(line).toContain('"\'=HYPERLINK(""http://example.com"",""Bob"")"');
  expect(line).toContain('"{""email"":""eve@example.com""}"');
  expect(rest).toEqual(['']);
});
