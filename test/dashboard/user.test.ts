import type { Page } from 'playwright-core';
import { type Person, useDashboard } from '../support/dashboard/dashboard';
import { DEVELOPER, PASSWORD } from '../support/directory/directory';
import { mailsTo, tokenFor } from '../support/directory/mailbox';

const dashboard = useDashboard();

const linkFor = (email: string) => tokenFor(dashboard.directory.mailFolder, email);
const query = (sql: string, ...values: unknown[]) =>
  dashboard.directory.database.query(sql, values);

/** Adds a person to an account that has another administrator. */
async function addMember(): Promise<Person> {
  const { account } = await dashboard.addPerson({ name: 'Grace Hopper' });
  return dashboard.addPerson({ account });
}

async function requestChange(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByLabel('New email address').fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText(`A link is on its way to ${email}.`).waitFor();
}

async function logIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('a user requests a new email address by keyboard alone, and confirms it in the same browser', async () => {
    const person = await dashboard.addPerson();
    const page = await dashboard.open('#/me', { as: person, colorScheme });
    await page.getByRole('button', { name: 'Change the address' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('New email address').evaluate(isFocused)).toBe(true);
    expect(await dashboard.violations(page)).toEqual([]);
    await page.keyboard.type('ada@localhost');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a valid email address.').waitFor();
    const email = `new.${person.email}`;
    await page.keyboard.press('Control+a');
    await page.keyboard.type(email);
    await page.keyboard.press('Enter');
    await page.getByText(`A link is on its way to ${email}.`).waitFor();
    expect(await page.getByText(person.email, { exact: true }).count()).toBeGreaterThan(0);
    expect(await dashboard.violations(page)).toEqual([]);

    await page.goto(`${dashboard.url}#email=${linkFor(email)}`);
    await page.getByRole('heading', { name: 'Confirm your new email address' }).waitFor();
    expect(page.url()).not.toContain(linkFor(email));
    expect(await dashboard.violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(`You log in with ${email} from now on.`).waitFor();
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    expect(mailsTo(dashboard.directory.mailFolder, person.email)).toHaveLength(2);
  });

  test('a user deletes the own user after typing the email address', async () => {
    const person = await addMember();
    const page = await dashboard.open('#/me', { as: person, colorScheme });
    await page.getByRole('button', { name: 'Delete your user' }).click();
    expect(await page.getByRole('button', { name: 'Cancel' }).evaluate(isFocused)).toBe(true);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Type your email address').fill('someone.else@example.com');
    await dialog.getByRole('button', { name: 'Delete your user' }).click();
    await page.getByText('This is not your email address.').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    await dialog.getByLabel('Type your email address').fill(person.email);
    await page.keyboard.press('Enter');
    await page.getByText('Your user is deleted.').waitFor();
    expect(await dashboard.violations(page)).toEqual([]);
    expect(await query('select id from users where id = $1', person.userId)).toEqual([]);
    await logIn(page, person.email);
    await page.getByText('The email address or the password is wrong.').waitFor();
  });
});

function isFocused(element: Element): boolean {
  return document.activeElement === element;
}

test('a link that is opened without a session leads to the login and back, and works once', async () => {
  const person = await dashboard.addPerson();
  const email = `new.${person.email}`;
  const first = await dashboard.open('#/me', { as: person });
  await requestChange(first, email);
  const page = await dashboard.open(`#email=${linkFor(email)}`);
  await page.getByText('Log in with your current email address first.').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await logIn(page, person.email);
  await page.getByText(`It replaces ${person.email}.`).waitFor();
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByText(`You log in with ${email} from now on.`).waitFor();
  await page.goto(`${dashboard.url}#email=${linkFor(email)}`);
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByText('This link was used before').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a link of another user is refused, and a reload asks for the link again', async () => {
  const person = await dashboard.addPerson();
  const email = `new.${person.email}`;
  await requestChange(await dashboard.open('#/me', { as: person }), email);
  const other = await dashboard.addPerson();
  const page = await dashboard.open(`#email=${linkFor(email)}`, { as: other });
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByText('or was requested by another user').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Open the link again' }).waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('a change and a deletion require a step-up, and are then done once', async () => {
  const person = await addMember();
  const page = await dashboard.open('#/me', { as: person });
  const makeStale = () =>
    query(
      "update sessions set stepped_up_at = now() - interval '1 hour' where user_id = $1",
      person.userId,
    );
  const stepUp = async () => {
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
  };
  await makeStale();
  const email = `new.${person.email}`;
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByLabel('New email address').fill(email);
  await page.keyboard.press('Enter');
  await stepUp();
  await page.getByText(`A link is on its way to ${email}.`).waitFor();
  expect(mailsTo(dashboard.directory.mailFolder, email)).toHaveLength(1);
  await makeStale();
  await page.getByRole('button', { name: 'Delete your user' }).click();
  await page.getByLabel('Type your email address').fill(person.email);
  await page.keyboard.press('Enter');
  await stepUp();
  await page.getByText('Your user is deleted.').waitFor();
});

test('the only administrator of an account learns what to do first', async () => {
  const person = await dashboard.addPerson();
  await dashboard.addPerson({ account: person.account, roles: DEVELOPER });
  const page = await dashboard.open('#/me', { as: person });
  await page.getByRole('button', { name: 'Delete your user' }).click();
  await page.getByLabel('Type your email address').fill(person.email);
  await page.keyboard.press('Enter');
  await page
    .getByText('You are the only administrator of an account (Example Inc.). Make another')
    .waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
});

test('the only member of an account closes it by deleting their user', async () => {
  const person = await dashboard.addPerson();
  const page = await dashboard.open('#/me', { as: person });
  await page.getByRole('button', { name: 'Delete your user' }).click();
  await page.getByLabel('Type your email address').fill(person.email);
  await page.keyboard.press('Enter');
  await page.getByText('You are the only member of an account (Example Inc.).').waitFor();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Also close Example Inc.').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete your user' }).click();
  await page.getByText('Your user is deleted.').waitFor();
  const [row] = await query('select closed_at from accounts where id = $1', person.account);
  expect(row).toEqual({ closed_at: expect.any(Date) });
});

test('a deletion logs out the other tabs, and a user without an account can be deleted', async () => {
  const person = await dashboard.addPerson();
  await query('delete from memberships where user_id = $1', person.userId);
  const page = await dashboard.open('#/log-in');
  await logIn(page, person.email);
  await page.getByRole('heading', { name: 'You are in no account' }).waitFor();
  const tab = await page.context().newPage();
  await tab.goto(dashboard.url);
  await tab.getByRole('heading', { name: 'You are in no account' }).waitFor();
  await page.getByRole('button', { name: 'Delete your user' }).click();
  await page.getByLabel('Type your email address').fill(person.email);
  await page.keyboard.press('Enter');
  await page.getByText('Your user is deleted.').waitFor();
  await tab.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a user who must enroll a second factor can be deleted in place of it', async () => {
  const account = await dashboard.directory.addAccount('Secure Inc.', { mfaRequired: true });
  await dashboard.addPerson({ account });
  const person = await dashboard.addPerson({ account });
  const page = await dashboard.open('', { as: person });
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
  await page.getByRole('button', { name: 'Delete your user' }).click();
  expect(await dashboard.violations(page)).toEqual([]);
  await page.getByLabel('Type your email address').fill(person.email);
  await page.keyboard.press('Enter');
  await page.getByText('Your user is deleted.').waitFor();
  expect(await query('select id from users where id = $1', person.userId)).toEqual([]);
});
