import { type Mail, sendMail } from '../../../assets/mail.private';
import { findFreePort } from '../../support/servers/free-port';
import { selfSigned } from '../../support/servers/self-signed';
import {
  type SmtpServerChoices,
  type SmtpTestServer,
  startSmtpServer,
} from '../../support/servers/smtp-server';

const FROM = 'Reports <no-reply@reports.example>';
const LINK = `https://reports-1234.twil.io/reset#token=${'s3cret'.repeat(8)}`;
const MAIL: Mail = {
  to: 'jane@customer.example',
  subject: 'Reset your password',
  text: `Hello,\n\nopen this link:\n\n${LINK}\n\nIt works once.\n`,
  link: LINK,
};
const LOGIN = { user: 'mailer@reports.example', password: 'p:@/ %ä' };
const CREDENTIALS = `${encodeURIComponent(LOGIN.user)}:${encodeURIComponent(LOGIN.password)}@`;

const servers: SmtpTestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(choices?: SmtpServerChoices): Promise<SmtpTestServer> {
  const server = await startSmtpServer(choices);
  servers.push(server);
  return server;
}

const send = (smtpUrl: string, more: { timeLimitMs?: number; mail?: Mail } = {}) =>
  sendMail(more.mail ?? MAIL, { smtpUrl, from: FROM, timeLimitMs: more.timeLimitMs });

describe('a mail arrives', () => {
  test('with its text as it was given', async () => {
    const server = await start();

    await send(server.url);

    expect(server.mails().map(({ text }) => text)).toEqual([MAIL.text]);
  });

  test('with the fields that it needs, and no other', async () => {
    const server = await start();

    await send(server.url);

    expect(server.mails()[0]?.fields.filter(([name]) => name !== 'Date')).toEqual([
      ['Auto-Submitted', 'auto-generated'],
      ['From', FROM],
      ['To', 'jane@customer.example'],
      ['Subject', 'Reset your password'],
      ['Message-ID', expect.stringMatching(/^<[0-9a-f-]{36}@reports\.example>$/)],
      ['Content-Transfer-Encoding', expect.any(String)],
      ['MIME-Version', '1.0'],
      ['Content-Type', 'text/plain; charset=utf-8'],
    ]);
  });

  test('with a date that is one', async () => {
    const server = await start();

    await send(server.url);

    expect(server.mails()[0]?.field('Date').map(Date.parse)).toEqual([expect.any(Number)]);
    expect(server.mails()[0]?.field('Date')[0]).toMatch(
      /^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/,
    );
  });

  test('twice with two identities', async () => {
    const server = await start();

    await send(server.url);
    await send(server.url);

    const ids = server.mails().flatMap((mail) => mail.field('Message-ID'));
    expect(new Set(ids).size).toBe(2);
  });

  test('in letters of any language', async () => {
    const server = await start();
    const mail = { ...MAIL, subject: 'Grüße an 山田', text: 'Grüße an 山田 🎈\n' };

    await send(server.url, { mail });

    const [received] = server.mails();
    expect([received?.field('Subject'), received?.text]).toEqual([[mail.subject], mail.text]);
    expect(received?.raw).toMatch(/^[\x20-\x7e\r\n]+$/);
  });

  test('in lines that no server has to break', async () => {
    const server = await start();
    const mail = { ...MAIL, text: `${'long '.repeat(500)}\n` };

    await send(server.url, { mail });

    const [received] = server.mails();
    const lengths = received?.raw.split('\r\n').map((line) => line.length) ?? [];
    expect([received?.text, Math.max(...lengths) <= 78]).toEqual([mail.text, true]);
  });

  test('and leaves no connection behind', async () => {
    const server = await start();

    await send(server.url);
    while (server.connections() > 0) await new Promise((done) => setTimeout(done, 10));

    expect(server.mails()).toHaveLength(1);
  });

  test('by the login in the URL', async () => {
    const server = await start({ auth: LOGIN });

    await send(server.url.replace('//', `//${CREDENTIALS}`));

    expect(server.mails().map(({ user }) => user)).toEqual([LOGIN.user]);
  });

  test('at localhost, however it is spelled', async () => {
    const server = await start();

    await send(`smtp://LocalHost:${server.port}/`);

    expect(server.mails()).toHaveLength(1);
  });
});

describe('a mail is not handed over, and the error says no more than why', () => {
  const failed = (why: string) => ({
    name: 'MailError',
    code: 'MAIL_FAILED',
    message: `The mail server did not accept the mail: ${why}`,
  });
  const untold = [
    MAIL.to,
    LINK,
    LINK.slice(-9),
    'It works once',
    LOGIN.user,
    LOGIN.password,
    'no:',
  ];

  async function failure(smtpUrl: string, timeLimitMs?: number) {
    const reason = await send(smtpUrl, { ...(timeLimitMs && { timeLimitMs }) }).catch((e) => e);
    for (const secret of untold) expect(String(reason.stack)).not.toContain(secret);
    expect(Object.keys(reason).sort()).toEqual(['code', 'name']);
    return reason;
  }

  test.each<[string, SmtpServerChoices, string]>([
    ['the recipient is refused', { auth: LOGIN, failing: 'recipient' }, 'EENVELOPE 550'],
    ['the text is refused', { auth: LOGIN, failing: 'message' }, 'EMESSAGE 550'],
    ['the login is refused', { auth: { ...LOGIN, password: 'other' } }, 'EAUTH 550'],
    ['no login is taken', {}, 'EAUTH 500'],
  ])('where %s', async (_what, choices, why) => {
    const server = await start(choices);

    const reason = await failure(server.url.replace('//', `//${CREDENTIALS}`));

    expect(reason).toMatchObject(failed(why));
    expect(server.mails()).toEqual([]);
  });

  test('where a login is needed and none is in the URL', async () => {
    const server = await start({ auth: LOGIN });

    expect(await failure(server.url)).toMatchObject(failed('EENVELOPE 530'));
  });

  test('where the connection ends in the middle', async () => {
    const server = await start({ failing: 'dropping' });

    expect(await failure(server.url)).toMatchObject(failed('ECONNECTION'));
  });

  test('where no server is', async () => {
    const port = await findFreePort();

    expect(await failure(`smtp://127.0.0.1:${port}`)).toMatchObject(failed('ESOCKET ECONNREFUSED'));
  });

  test.each(['silent', 'dripping', 'unanswered'] as const)(
    'where the server is %s, once the time is over',
    async (failing) => {
      const server = await start({ failing });

      expect(await failure(server.url, 300)).toMatchObject(failed('no reply within 300 ms'));
    },
  );

  // A Function has 10 seconds; jest's own limit is what fails this one.
  test('in well under 8 seconds without a limit of the caller', async () => {
    const server = await start({ failing: 'dripping' });

    expect(await failure(server.url)).toMatchObject({ code: 'MAIL_FAILED' });
  }, 7_500);
});

describe('a mail goes through TLS', () => {
  let own: { readonly key: string; readonly cert: string };
  beforeAll(async () => {
    own = await selfSigned();
  });

  test.each(['tls', 'starttls'] as const)(
    'or not at all: by %s, to a server whose certificate nobody trusts',
    async (mode) => {
      const server = await start({ secure: { mode, ...own } });

      await expect(send(server.url)).rejects.toMatchObject({
        code: 'MAIL_FAILED',
        message: expect.stringMatching(/DEPTH_ZERO_SELF_SIGNED_CERT|ETLS/),
      });
      expect(server.mails()).toEqual([]);
    },
  );

  // The same address in a spelling that does not count as this machine.
  test('or not at all: to a server elsewhere that has no STARTTLS', async () => {
    const server = await start({ auth: LOGIN });
    const url = `smtp://${CREDENTIALS}[::ffff:127.0.0.1]:${server.port}`;

    await expect(send(url)).rejects.toMatchObject({
      code: 'MAIL_FAILED',
      message: expect.stringContaining('ETLS'),
    });
    expect(server.mails()).toEqual([]);
  });
});
