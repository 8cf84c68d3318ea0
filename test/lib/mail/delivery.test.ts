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

describe('a mail', () => {
  test('arrives with its text unchanged', async () => {
    const server = await start();

    await send(server.url);

    expect(server.mails().map(({ text }) => text)).toEqual([MAIL.text]);
  });

  test('arrives with the required headers and no others', async () => {
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

  test('arrives with a valid date', async () => {
    const server = await start();

    await send(server.url);

    expect(server.mails()[0]?.field('Date').map(Date.parse)).toEqual([expect.any(Number)]);
    expect(server.mails()[0]?.field('Date')[0]).toMatch(
      /^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/,
    );
  });

  test('gets a new Message-ID each time', async () => {
    const server = await start();

    await send(server.url);
    await send(server.url);

    const ids = server.mails().flatMap((mail) => mail.field('Message-ID'));
    expect(new Set(ids).size).toBe(2);
  });

  test('may contain letters of any language', async () => {
    const server = await start();
    const mail = { ...MAIL, subject: 'Grüße an 山田', text: 'Grüße an 山田 🎈\n' };

    await send(server.url, { mail });

    const [received] = server.mails();
    expect([received?.field('Subject'), received?.text]).toEqual([[mail.subject], mail.text]);
    expect(received?.raw).toMatch(/^[\x20-\x7e\r\n]+$/);
  });

  test('is sent in lines that no server has to break', async () => {
    const server = await start();
    const mail = { ...MAIL, text: `${'long '.repeat(500)}\n` };

    await send(server.url, { mail });

    const [received] = server.mails();
    const lengths = received?.raw.split('\r\n').map((line) => line.length) ?? [];
    expect([received?.text, Math.max(...lengths) <= 78]).toEqual([mail.text, true]);
  });

  test('leaves no connection open', async () => {
    const server = await start();

    await send(server.url);
    while (server.connections() > 0) await new Promise((done) => setTimeout(done, 10));

    expect(server.mails()).toHaveLength(1);
  });

  test('is sent with the login of the URL', async () => {
    const server = await start({ auth: LOGIN });

    await send(server.url.replace('//', `//${CREDENTIALS}`));

    expect(server.mails().map(({ user }) => user)).toEqual([LOGIN.user]);
  });

  test('is sent to localhost in any case', async () => {
    const server = await start();

    await send(`smtp://LocalHost:${server.port}/`);

    expect(server.mails()).toHaveLength(1);
  });
});

describe('sending fails with an error that contains only the reason,', () => {
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
    ['the server supports no login', {}, 'EAUTH 500'],
  ])('if %s', async (_what, choices, why) => {
    const server = await start(choices);

    const reason = await failure(server.url.replace('//', `//${CREDENTIALS}`));

    expect(reason).toMatchObject(failed(why));
    expect(server.mails()).toEqual([]);
  });

  test('if a login is required and the URL has none', async () => {
    const server = await start({ auth: LOGIN });

    expect(await failure(server.url)).toMatchObject(failed('EENVELOPE 530'));
  });

  test('if the connection ends early', async () => {
    const server = await start({ failing: 'dropping' });

    expect(await failure(server.url)).toMatchObject(failed('ECONNECTION'));
  });

  test('if no server listens', async () => {
    const port = await findFreePort();

    expect(await failure(`smtp://127.0.0.1:${port}`)).toMatchObject(failed('ESOCKET ECONNREFUSED'));
  });

  test.each(['silent', 'dripping', 'unanswered'] as const)(
    'if the server is %s until the time limit',
    async (failing) => {
      const server = await start({ failing });

      expect(await failure(server.url, 300)).toMatchObject(failed('no reply within 300 ms'));
    },
  );

  // A Function has 10 seconds. Jest's time limit makes this test fail.
  test('in less than 8 seconds if the caller sets no limit', async () => {
    const server = await start({ failing: 'dripping' });

    expect(await failure(server.url)).toMatchObject({ code: 'MAIL_FAILED' });
  }, 7_500);
});

describe('no mail is sent', () => {
  let own: { readonly key: string; readonly cert: string };
  beforeAll(async () => {
    own = await selfSigned();
  });

  test.each(['tls', 'starttls'] as const)(
    'by %s to a server with an untrusted certificate',
    async (mode) => {
      const server = await start({ secure: { mode, ...own } });

      await expect(send(server.url)).rejects.toMatchObject({
        code: 'MAIL_FAILED',
        message: expect.stringMatching(/DEPTH_ZERO_SELF_SIGNED_CERT|ETLS/),
      });
      expect(server.mails()).toEqual([]);
    },
  );

  // This spelling of the same address is not recognized as this machine.
  test('to a server on another machine without STARTTLS', async () => {
    const server = await start({ auth: LOGIN });
    const url = `smtp://${CREDENTIALS}[::ffff:127.0.0.1]:${server.port}`;

    await expect(send(url)).rejects.toMatchObject({
      code: 'MAIL_FAILED',
      message: expect.stringContaining('ETLS'),
    });
    expect(server.mails()).toEqual([]);
  });
});
