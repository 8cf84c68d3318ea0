import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mail, type MailSettings, sendMail } from '../../../assets/mail.private';
import { readMail } from '../../support/directory/read-mail';
import { makeTempFolder, type TempFolder } from '../../support/processes/temp-folder';
import { startSmtpServer } from '../../support/servers/smtp-server';

const LINK = `https://localhost/join#token=${'s3cret'.repeat(9)}`;
const MAIL: Mail = {
  to: 'jane@müller.example',
  subject: 'Einladung für "山田"',
  text: `Grüße,\n\n${LINK}\n`,
  link: LINK,
};

let temp: TempFolder;
let folder: string;
let log: jest.SpyInstance;

beforeEach(() => {
  temp = makeTempFolder('mail');
  folder = join(temp.path, '.data', 'mail');
  log = jest.spyOn(console, 'log').mockImplementation();
});
afterEach(() => temp.remove());

const send = (settings: MailSettings = {}, mail = MAIL) => sendMail(mail, { folder, ...settings });
const written = () => readdirSync(folder).map((name) => join(folder, name));
const read = () => written().map((file) => readMail(readFileSync(file, 'utf8')));

test('a mail is written unchanged, with its link, in the format of mail programs', async () => {
  await send({ from: 'Acme, Inc. <a@acme.example>' });

  const [mail] = read();
  expect(mail?.raw).toContain(`\n\n${MAIL.text}`);
  expect(Object.fromEntries(mail?.fields ?? [])).toEqual({
    From: '"Acme, Inc." <a@acme.example>',
    To: MAIL.to,
    Subject: MAIL.subject,
    Date: expect.stringMatching(/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/),
    'Message-ID': expect.stringMatching(/^<[0-9a-f-]{36}@acme\.example>$/),
    'Auto-Submitted': 'auto-generated',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  });
});

test('the file name contains the time, and only the owner can read the file', async () => {
  await send();

  const [file = ''] = written();
  expect(file).toMatch(/[/\\]\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-f]{12}\.eml$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('the HTML of a mail is a file for browsers next to it, which only the owner can read', async () => {
  await send({}, { ...MAIL, html: '<!doctype html><p>Grüße' });

  const [text = '', html = ''] = written();
  expect(html).toBe(text.replace(/\.eml$/, '.html'));
  expect(readFileSync(html, 'utf8')).toBe('<!doctype html><p>Grüße');
  expect(statSync(html).mode & 0o777).toBe(0o600);
  expect(readFileSync(text, 'utf8')).not.toContain('<p>');
});

test('each mail has its own file', async () => {
  await Promise.all([send(), send()]);

  expect(written()).toHaveLength(2);
});

test('the console shows one line and the link of a mail', async () => {
  await send();

  expect(log.mock.calls).toEqual([[`Mail to ${MAIL.to}: ${MAIL.subject}`], [LINK]]);
});

test('a mail without a link is one line on the console', async () => {
  const { link: _, ...rest } = MAIL;

  await send({}, rest);

  expect(log.mock.calls).toEqual([[`Mail to ${MAIL.to}: ${MAIL.subject}`]]);
});

test('without MAIL_FROM, the sender is no-reply@localhost', async () => {
  await send();

  expect(read()[0]?.field('From')).toEqual(['no-reply@localhost']);
});

test('with SMTP_URL, no file is written', async () => {
  const server = await startSmtpServer();

  await send({ smtpUrl: server.url, from: 'a@acme.example' });
  await server.close();

  expect(server.mails()).toHaveLength(1);
  expect(() => written()).toThrow('ENOENT');
});

test.each<[string, MailSettings, string]>([
  ['an invalid SMTP_URL', { smtpUrl: 'mail' }, 'MAIL_NOT_CONFIGURED'],
  ['an invalid MAIL_FROM', { from: 'mail' }, 'MAIL_NOT_CONFIGURED'],
])('%s is an error even if a folder is set', async (_what, settings, code) => {
  await expect(send(settings)).rejects.toMatchObject({ code });
  expect(() => written()).toThrow('ENOENT');
});

test('the error about an unwritable folder contains neither its path nor the mail', async () => {
  const file = join(temp.path, 'file');
  writeFileSync(file, '');

  const sending = sendMail(MAIL, { folder: join(file, 'mail') });

  await expect(sending).rejects.toMatchObject({
    code: 'MAIL_FAILED',
    message: 'The mail cannot be written to the folder',
  });
  expect(log).not.toHaveBeenCalled();
});
