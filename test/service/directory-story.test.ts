import { randomBytes } from 'node:crypto';
import { totpCode, withinOneStep } from '../support/directory/totp';
import { asJson } from '../support/guard/as-json';
import { createDatabase, type TestDatabase } from '../support/postgres/database';
import { type SmtpTestServer, startSmtpServer } from '../support/servers/smtp-server';
import { ENVIRONMENTS, type Environment } from '../support/services/environments';
import type { Service } from '../support/services/service';

// The story of a new team, from the first mail to the last refusal. It uses only HTTP, as browsers, programs and
// an authenticator app do.

const ORIGIN = 'https://service.example';
const ADA = { email: 'ada@example.com', password: 'seven quiet lanterns', name: 'Ada' };
const BOB = { email: 'bob@example.com', password: 'a violet armadillo naps', name: 'Bob' };
const GUARDED = {
  'guarded.js': `
    const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    exports.handler = withAuth(bearer({ directory: true }), (context) => context.auth.username);`,
};

/** A user with a browser. */
interface Person {
  call(path: string, input?: object): Promise<Answered>;
}

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  readonly json: Readonly<Record<string, never>>;
}

function personAt({ url }: Service): Person {
  let cookie = '';
  return {
    async call(path, input = {}) {
      const response = await fetch(`${url}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: ORIGIN, Cookie: cookie },
        body: JSON.stringify(asJson(input)),
      });
      for (const given of response.headers.getSetCookie()) {
        const [pair = ''] = given.split(';');
        cookie = /max-age=0/i.test(given) ? '' : pair;
      }
      const text = await response.text();
      // The guard's own responses are plain text, not JSON.
      const body = text.startsWith('{') ? JSON.parse(text) : {};
      return { status: response.status, code: body.error?.code, json: body };
    },
  };
}

describe.each(ENVIRONMENTS)('$environment', ({ start }: Environment) => {
  let database: TestDatabase;
  let smtp: SmtpTestServer;
  let service: Service;

  beforeAll(async () => {
    [database, smtp] = await Promise.all([createDatabase(), startSmtpServer()]);
    service = await start({
      functions: GUARDED,
      variables: {
        DATABASE_URL: database.url,
        DIRECTORY_KEY: randomBytes(32).toString('base64'),
        PUBLIC_URL: ORIGIN,
        SMTP_URL: smtp.url,
        MAIL_FROM: 'no-reply@service.example',
        ALLOW_SIGNUP: 'true',
      },
    });
  });

  afterAll(async () => {
    await service.close();
    await smtp.close();
    await database.close();
  });

  const linkTo = (address: string) => {
    const mail = smtp.mails().findLast(({ envelope }) => envelope.to.includes(address));
    return /#[a-z-]+=(\w+)$/m.exec(mail?.text ?? '')?.[1] ?? '';
  };

  const present = async (token: string) => {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${service.url}/guarded`, { headers });
    return { status: response.status, text: await response.text() };
  };

  test('an invited user can log in with a second factor until an administrator disables them', async () => {
    const [ada, bob] = [personAt(service), personAt(service)];

    // Ada signs up with a new account. She sets up MFA, so she may require it of others.
    await ada.call('session/sign-up', { email: ADA.email });
    const { email: _email, ...asAda } = ADA;
    const signUp = { ...asAda, token: linkTo(ADA.email), accountName: 'Ahoy Ltd' };
    expect(await ada.call('session/complete-sign-up', signUp)).toMatchObject({
      status: 200,
      json: { status: 'authenticated' },
    });
    const { json: hers } = await ada.call('account/start-mfa');
    await ada.call('account/confirm-mfa', { code: totpCode(hers['secret'] ?? '') });
    expect((await ada.call('admin/update-account', { mfaRequired: true })).status).toBe(200);

    // Bob is invited and signs up. He has no access until he has set up MFA.
    const roles = { developer: 'read-write', team: 'read-only', administrator: false };
    const invited = await ada.call('admin/invite', { email: BOB.email, roles });
    expect(invited.status).toBe(200);
    const token = linkTo(BOB.email);
    const { name, password } = BOB;
    const joining = await bob.call('session/sign-up-by-invitation', { token, name, password });
    expect(joining).toMatchObject({ status: 200, json: { status: 'mfa_enrollment_required' } });
    expect((await bob.call('account/create-credential', { type: 'authtoken' })).status).toBe(403);
    const { json: his } = await bob.call('account/start-mfa');
    await withinOneStep();
    const code = totpCode(his['secret'] ?? '', -1);
    expect((await bob.call('account/confirm-mfa', { code })).status).toBe(200);

    // He logs out and logs in again with both factors.
    await bob.call('session/log-out');
    expect((await bob.call('session/show')).status).toBe(401);
    const logIn = { email: BOB.email, password };
    expect((await bob.call('session/log-in', logIn)).json).toEqual({ status: 'mfa_required' });
    expect((await bob.call('account/list-credentials')).status).toBe(403);
    const again = { code: totpCode(his['secret'] ?? '') };
    expect((await bob.call('session/second-factor', again)).json).toEqual({
      status: 'authenticated',
    });

    // His programs use his authtoken.
    const { json: made } = await bob.call('account/create-credential', { type: 'authtoken' });
    const authtoken = made['token'] ?? '';
    expect(await present(authtoken)).toEqual({ status: 200, text: BOB.email });
    expect((await present(`${authtoken}x`)).status).toBe(401);

    // Ada disables him. From the next request on, his credentials and sessions are refused.
    const { json: members } = await ada.call('admin/list-members');
    const items = members['items'] as unknown as readonly {
      readonly id: string;
      readonly user: { readonly email: string };
    }[];
    const member = items.find(({ user }) => user.email === BOB.email)?.id;
    expect((await ada.call('admin/disable-member', { member })).status).toBe(200);
    expect((await present(authtoken)).status).toBe(401);
    expect((await bob.call('session/show')).status).toBe(401);
    const { json: account } = await ada.call('admin/show-account');
    const there = { ...logIn, account: account['id'] };
    expect((await bob.call('session/log-in', there)).code).toBe('ACCOUNT_UNAVAILABLE');

    // She enables him. His authtoken works again, but his session has ended.
    expect((await ada.call('admin/enable-member', { member })).status).toBe(200);
    expect((await present(authtoken)).status).toBe(200);
    expect((await bob.call('session/show')).status).toBe(401);

    // The audit log contains every step.
    const { json: log } = await ada.call('admin/list-events', { limit: 100 });
    const types = (log['items'] as unknown as { readonly type: string }[]).map(({ type }) => type);
    expect(types.toReversed()).toEqual([
      'user_created',
      'account_created',
      'sign_up_completed',
      'membership_created',
      'login_succeeded',
      'mfa_enrollment_started',
      'mfa_enabled',
      'account_updated',
      'invitation_created',
      'user_created',
      'invitation_accepted',
      'membership_created',
      'login_succeeded',
      'mfa_enrollment_started',
      'mfa_enabled',
      'session_deleted',
      'login_succeeded',
      'second_factor_succeeded',
      'credential_created',
      'membership_disabled',
      'membership_enabled',
    ]);
  });
});
