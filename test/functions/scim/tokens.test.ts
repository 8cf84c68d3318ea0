import { lastEvent } from '../../support/directory/team';
import { useScim } from '../../support/scim/scim-fixture';

const scim = useScim();

async function created() {
  const admin = await scim.team.session('admin');
  const input = {
    type: 'scim_token',
    owner: { serviceUser: scim.serviceUser },
    description: 'Okta',
  };
  const { status, json } = await admin.call('admin/create-credential', input);
  expect(status).toBe(200);
  return { admin, ...(json as { id: string; token: string }) };
}

const statusOf = async (token: string) => (await scim.send('GET', '/Users', {}, { token })).status;

test('a SCIM token is shown once, and works at once', async () => {
  const { admin, id, token } = await created();
  expect(id).toMatch(/^tfp_/);
  expect(token.startsWith(`${id}_`)).toBe(true);
  expect(await statusOf(token)).toBe(200);
  const { json } = await admin.call('admin/list-credentials', { type: 'scim_token' });
  expect(JSON.stringify(json)).toContain(id);
  expect(JSON.stringify(json)).not.toContain(token);
  expect(
    (await lastEvent(scim.directory, scim.account, 'credential_created'))['object'],
  ).toMatchObject({
    credentialType: 'scim_token',
    owner: { type: 'service_user', id: scim.serviceUser },
  });
});

test('a rotated token works beside the new one during the grace period', async () => {
  const { admin, id, token } = await created();
  const { status, json } = await admin.call('admin/rotate-credential', { id });
  expect(status).toBe(200);
  const next = (json as { token: string }).token;
  expect([await statusOf(token), await statusOf(next)]).toEqual([200, 200]);
  await admin.call('admin/rotate-credential', { id, gracePeriodSeconds: 0 });
  expect([await statusOf(token), await statusOf(next)]).toEqual([401, 401]);
});

test('only an administrator with a recent step-up creates and rotates one, for a service user', async () => {
  const { id } = await created();
  const manager = await scim.team.session('manager');
  const input = { type: 'scim_token', owner: { serviceUser: scim.serviceUser } };
  expect((await manager.call('admin/create-credential', input)).status).toBe(403);
  expect((await manager.call('admin/rotate-credential', { id })).status).toBe(403);
  const admin = await scim.team.session('admin');
  const owner = { member: await scim.team.id('admin') };
  expect((await admin.call('admin/create-credential', { type: 'scim_token', owner })).code).toBe(
    'INPUT_INVALID',
  );
  expect((await admin.call('account/create-credential', { type: 'scim_token' })).code).toBe(
    'INPUT_INVALID',
  );
  await scim.query("update sessions set stepped_up_at = now() - interval '1 hour'");
  expect((await admin.call('admin/create-credential', input)).code).toBe('STEP_UP_REQUIRED');
  expect((await admin.call('admin/rotate-credential', { id })).code).toBe('STEP_UP_REQUIRED');
});

test('an API key of the service user gives no SCIM token a new secret or a longer life', async () => {
  const { admin, id } = await created();
  const input = { type: 'api_key', owner: { serviceUser: scim.serviceUser } };
  const key = scim.directory.caller();
  key.apiKey = (
    (await admin.call('admin/create-credential', input)).json as { token: string }
  ).token;

  expect((await key.call('account/rotate-credential', { id })).code).toBe('FORBIDDEN');
  expect((await key.call('account/update-credential', { id, expiresAt: null })).code).toBe(
    'FORBIDDEN',
  );
  expect((await key.call('account/create-credential', { type: 'scim_token' })).code).toBe(
    'INPUT_INVALID',
  );
});

test("an administrator rotates no member's credential", async () => {
  const manager = await scim.team.session('manager');
  const { json } = await manager.call('account/create-credential', { type: 'api_key' });
  const { id } = json as { id: string };
  const admin = await scim.team.session('admin');
  expect((await admin.call('admin/rotate-credential', { id })).code).toBe('OWNER_INVALID');
});
