import { type Caller, PASSWORD, useDirectory } from '../support/directory/directory';
import { addTeam, eventsOf, MEMBERS, type Team } from '../support/directory/team';
import {
  type SmtpFault,
  type SmtpTestServer,
  startSmtpServer,
} from '../support/servers/smtp-server';

// If the mail server does not answer or refuses mail, the operation still takes effect and the audit log
// records the failure.

const GUEST = 'guest@example.com';
const NEW_PASSWORD = 'seven quiet lanterns';

const directory = useDirectory({ MAIL_FROM: 'no-reply@example.com' });
let team: Team;
let admin: Caller;
const servers: SmtpTestServer[] = [];

beforeEach(async () => {
  team = await addTeam(directory, ['admin']);
  admin = await team.session('admin');
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Sets the service's mail server. */
async function mailTo(failing?: SmtpFault): Promise<SmtpTestServer> {
  const server = await startSmtpServer(failing && { failing });
  servers.push(server);
  Object.assign(directory.variables, { SMTP_URL: server.url });
  return server;
}

describe.each(['silent', 'recipient'] as const)('an invitation (%s)', (failing) => {
  test('remains and can be resent once mail works', async () => {
    await mailTo(failing);
    const reply = await admin.call('admin/invite', { email: GUEST, roles: MEMBERS.reader });
    expect(reply).toMatchObject({ status: 503, code: 'MAIL_FAILED' });
    expect(await eventsOf(directory, team.account)).toEqual(['invitation_created', 'mail_failed']);

    const working = await mailTo();
    const { json } = await admin.call('admin/list-invitations');
    const [invitation] = (json as { readonly items: readonly { readonly id: string }[] }).items;
    await admin.call('admin/resend-invitation', { invitation: invitation?.id });
    const [, token] = /#invitation=(\w+)/.exec(working.mails()[0]?.text ?? '') ?? [];
    const shown = await directory.caller().call('session/show-invitation', { token });
    expect(shown.json).toMatchObject({ email: GUEST });
  });
});

test('a new password is valid even if the mail about it fails', async () => {
  await mailTo('silent');
  const input = { oldPassword: PASSWORD, newPassword: NEW_PASSWORD };
  const { status } = await admin.call('account/change-password', input);
  const events = await eventsOf(directory, team.account);
  const login = { email: team.email('admin'), password: NEW_PASSWORD };
  const { status: loggedIn } = await directory.caller().call('session/log-in', login);
  expect({ status, events, loggedIn }).toEqual({
    status: 200,
    events: ['password_changed', 'mail_failed'],
    loggedIn: 200,
  });
});

test('a user who forgot a password sees no failure and can try again once mail works', async () => {
  const input = { email: team.email('admin') };
  await mailTo('silent');
  const reply = await directory.caller().call('session/forgot-password', input);
  expect(reply).toMatchObject({ status: 200, body: {} });
  const working = await mailTo();
  await directory.caller().call('session/forgot-password', input);
  expect(working.mails()).toHaveLength(1);
  expect(await eventsOf(directory, team.account)).toEqual([
    'password_reset_requested',
    'mail_failed',
  ]);
});
