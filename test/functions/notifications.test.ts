import { ADMINISTRATOR, useDirectory } from '../support/directory/directory';
import { mailsTo } from '../support/directory/mailbox';
import { keyHolder, make } from '../support/directory/own-credentials';
import { addTeam, lastEvent, READER, type Team, type Who } from '../support/directory/team';
import { sharedDns } from '../support/sso/shared-servers';

const directory = useDirectory();
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const subjectsTo = (who: Who) =>
  mailsTo(directory.mailFolder, team.email(who)).map(({ subject }) => subject);

const textTo = (who: Who) =>
  mailsTo(directory.mailFolder, team.email(who)).at(-1)?.text.replaceAll('\n', ' ');

describe('the owner of a credential gets a mail', () => {
  test('when it is created', async () => {
    const { id } = await make(await team.session('reader'), { type: 'api_key' });
    expect(subjectsTo('reader')).toEqual(['A new API key at localhost:3000']);
    expect(textTo('reader')).toContain(`${id} was created at`);
  });

  test('when an administrator creates it, and the mail says which one', async () => {
    const owner = { member: await team.id('other') };
    await make(await team.session('admin'), { type: 'authtoken', owner });
    expect(subjectsTo('admin')).toEqual([]);
    expect(textTo('other')).toContain(
      `by ${team.email('admin')}. It acts as ${team.email('other')}`,
    );
  });

  test('when it is rotated, and when it gets more paths', async () => {
    const reader = await team.session('reader');
    const { id } = await make(reader, { type: 'authtoken', paths: ['/status'] });
    await reader.call('account/update-credential', { id, description: 'CRM' });
    await reader.call('account/rotate-credential', { id });
    await reader.call('account/update-credential', { id, paths: null });
    expect(subjectsTo('reader')).toEqual([
      'A new authtoken at localhost:3000',
      'A new secret of your authtoken at localhost:3000',
      'A wider authtoken at localhost:3000',
    ]);
  });

  test('at most 20 times an hour, and an event records the omitted mails', async () => {
    const { token } = await make(await team.session('reader'), { type: 'api_key' });
    const key = keyHolder(directory, token);
    for (let made = 1; made < 22; made += 1) await make(key, { type: 'authtoken' });
    expect(subjectsTo('reader')).toHaveLength(20);
    expect(await lastEvent(directory, team.account, 'mail_failed')).toMatchObject({
      object: { code: 'THROTTLED' },
    });
  });
});

test('the user who creates a credential for a service user gets a mail', async () => {
  const admin = await team.session('admin');
  const { json } = await admin.call('admin/create-service-user', {
    name: 'crm',
    developer: 'read-write',
  });
  await make(admin, { type: 'authtoken', owner: { serviceUser: (json as { id: string }).id } });
  expect(textTo('admin')).toContain('It acts as "crm" in the account');
});

describe('the administrators get a mail', () => {
  const SUBJECT = 'A new administrator of your account at localhost:3000';

  test('about an administrator who is invited, and again with another link', async () => {
    const admin = await team.session('admin');
    const email = `guest.${team.account}@example.com`;
    const { json } = await admin.call('admin/invite', { email, roles: ADMINISTRATOR });
    await admin.call('admin/resend-invitation', { invitation: (json as { id: string }).id });
    expect([subjectsTo('admin'), subjectsTo('other')]).toEqual([
      [SUBJECT, SUBJECT],
      [SUBJECT, SUBJECT],
    ]);
    expect(textTo('other')).toContain(`${email} was invited as an administrator of`);
  });

  test('about a member who becomes an administrator, but not that member', async () => {
    const member = await team.id('manager');
    await (await team.session('admin')).call('admin/update-member', {
      member,
      roles: ADMINISTRATOR,
    });
    expect([subjectsTo('other'), subjectsTo('manager')]).toEqual([[SUBJECT], []]);
  });

  test('about an administrator who is enabled', async () => {
    const admin = await team.session('admin');
    const member = await team.id('other');
    await admin.call('admin/disable-member', { member });
    await admin.call('admin/enable-member', { member });
    expect(subjectsTo('admin')).toEqual([SUBJECT]);
  });

  test('when the account no longer requires a second factor', async () => {
    const admin = await team.session('admin');
    await directory.database.query('update accounts set mfa_required = true where id = $1', [
      team.account,
    ]);
    await directory.database.query('update users set totp_confirmed_at = now() where email = $1', [
      team.email('admin'),
    ]);
    await admin.call('admin/update-account', { mfaRequired: false });
    expect(subjectsTo('other')).toEqual([
      'Two-factor authentication is no longer required at localhost:3000',
    ]);
  });

  test('about each change of an identity provider, but not the administrator who made it', async () => {
    const admin = await team.session('admin');
    const { json } = await admin.call('admin/create-identity-provider', {
      type: 'oidc',
      issuer: 'https://login.example.com',
      name: 'Example login',
      clientId: 'service',
      clientSecret: 'the secret of the registration',
    });
    const { id } = json as { id: string };
    await admin.call('admin/update-identity-provider', { id, active: true });
    await admin.call('admin/delete-identity-provider', { id });
    expect([subjectsTo('admin'), subjectsTo('other')]).toEqual([
      [],
      [
        'A new identity provider at localhost:3000',
        'An identity provider was changed at localhost:3000',
        'An identity provider was deleted at localhost:3000',
      ],
    ]);
    expect(textTo('other')).toContain(
      'The identity provider "Example login" was deleted from the account',
    );
  });

  test('about a verified domain', async () => {
    const admin = await team.session('admin');
    const { json } = await admin.call('admin/create-domain', { domain: 'example.com' });
    const { record } = json as { record: { name: string; value: string } };
    (await sharedDns()).records.set(record.name, [record.value]);
    await admin.call('admin/verify-domain', { domain: 'example.com' });
    expect(subjectsTo('other')).toEqual(['A domain was verified at localhost:3000']);
  });

  test('up to ten of them, the caller first', async () => {
    for (let count = 0; count < 15; count += 1) {
      await directory.addUser(`more${count}.${team.account}@example.com`, {
        [team.account]: ADMINISTRATOR,
      });
    }
    await directory.database.query(
      "update memberships set created_at = now() + interval '1 hour' where id = $1",
      [await team.id('admin')],
    );
    const admin = await team.session('admin');
    const email = `guest.${team.account}@example.com`;
    await admin.call('admin/invite', { email, roles: ADMINISTRATOR });
    const [{ count: told } = { count: 0 }] = await directory.database.query<{ count: number }>(
      "select count(*)::int from throttles where name = any(select translate(encode(sha256(('notices' || chr(10) || $1 || ' ' || email)::bytea), 'base64'), '+/=', '-_') from users)",
      [team.account],
    );
    expect({ told, caller: subjectsTo('admin') }).toEqual({ told: 10, caller: [SUBJECT] });
  });

  test('but not if a change reduces permissions', async () => {
    const admin = await team.session('admin');
    const email = `guest.${team.account}@example.com`;
    await admin.call('admin/invite', { email, roles: READER });
    await admin.call('admin/update-account', { name: 'Renamed' });
    expect([subjectsTo('admin'), subjectsTo('other')]).toEqual([[], []]);
  });
});
