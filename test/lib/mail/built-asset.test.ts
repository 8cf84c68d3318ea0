import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNode } from '../../support/processes/child';
import { makeTempFolder, type TempFolder } from '../../support/processes/temp-folder';
import { PROJECT } from '../../support/projects/project';
import { type Certified, selfSigned } from '../../support/servers/self-signed';
import { type SmtpServerChoices, startSmtpServer } from '../../support/servers/smtp-server';

// The deployed file runs in its own process. It contains nodemailer and has no other dependency.
// Node.js reads NODE_EXTRA_CA_CERTS when a process starts.

const ASSET = join(PROJECT, '.twilioserverless', 'assets', 'mail.private.js');
const MAIL = { to: 'jane@customer.example', subject: 'Ahoy', text: 'Ahoy, 山田!\n' };
const LOGIN = { user: 'mailer', password: 's3cret' };

let temp: TempFolder;
let own: Certified;
beforeAll(async () => {
  temp = makeTempFolder('mail-asset');
  own = await selfSigned();
  writeFileSync(join(temp.path, 'certificate.pem'), own.cert);
});
afterAll(() => temp.remove());

async function deliver(choices: SmtpServerChoices, env: Readonly<Record<string, string>>) {
  const server = await startSmtpServer(choices);
  const [protocol] = server.url.split(':');
  const smtpUrl = `${protocol}://${LOGIN.user}:${LOGIN.password}@localhost:${server.port}`;
  const settings = { smtpUrl, from: 'no-reply@reports.example' };
  const program = `
    require(${JSON.stringify(ASSET)})
      .sendMail(${JSON.stringify(MAIL)}, ${JSON.stringify(settings)})
      .then(() => 'sent', (reason) => reason.code + ': ' + reason.message)
      .then((said) => process.stdout.write(said));`;
  const child = startNode(['-e', program], { cwd: temp.path, env });
  await child.exited;
  await server.close();
  return { said: child.logs(), mails: server.mails() };
}

describe.each(['tls', 'starttls'] as const)('with %s,', (mode) => {
  const choices = () => ({ auth: LOGIN, secure: { mode, ...own } });

  test('a mail is sent to a server whose certificate is trusted', async () => {
    const trusting = { NODE_EXTRA_CA_CERTS: join(temp.path, 'certificate.pem') };

    const { said, mails } = await deliver(choices(), trusting);

    expect(said).toBe('sent');
    expect(mails).toMatchObject([{ text: MAIL.text, user: LOGIN.user, secure: true }]);
  });

  test('no mail is sent to a server whose certificate is not trusted', async () => {
    const { said, mails } = await deliver(choices(), {});

    expect(said).toMatch(/^MAIL_FAILED: The mail server did not accept the mail: E[A-Z]+/);
    expect(mails).toEqual([]);
  });
});

test('without TLS, a mail is sent to a server on the same machine', async () => {
  const { said, mails } = await deliver({ auth: LOGIN }, {});

  expect(said).toBe('sent');
  expect(mails).toMatchObject([{ text: MAIL.text, user: LOGIN.user, secure: false }]);
});

test('the asset loads in a process without environment variables', async () => {
  const child = startNode(['-e', `console.log(Object.keys(require(${JSON.stringify(ASSET)})))`], {
    cwd: temp.path,
    env: {},
  });

  await child.exited;

  expect(child.logs().trim()).toBe("[ 'sendMail' ]");
});
