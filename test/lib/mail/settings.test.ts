import { type MailSettings, sendMail } from '../../../assets/mail.private';
import { mailProblems } from '../../../lib/mail/mail-settings';

const SMTP_URL = 'smtps://mailer:secret@mail.example.com';
const FROM = 'Acme <no-reply@acme.example>';
const MORE = 'SMTP_URL must have only a percent-encoded user and password, a host and a port';
const ENCODING = 'SMTP_URL must have a percent-encoded user and password';

test.each<[string, MailSettings, readonly string[]]>([
  ['neither URL nor sender', {}, ['SMTP_URL is required', 'MAIL_FROM is required']],
  ['no URL', { from: FROM }, ['SMTP_URL is required']],
  ['an empty URL', { smtpUrl: '', from: FROM }, ['SMTP_URL is required']],
  ['no sender', { smtpUrl: SMTP_URL }, ['MAIL_FROM is required']],
  ['an empty sender', { smtpUrl: SMTP_URL, from: '' }, ['MAIL_FROM is required']],
  [
    'two invalid values',
    { smtpUrl: 'secret', from: 'secret' },
    ['SMTP_URL must be an smtp or smtps URL', 'MAIL_FROM must be an address or Name <address>'],
  ],
])('the problems of settings with %s are reported', (_what, settings, problems) => {
  expect(mailProblems(settings)).toEqual(problems);
});

test.each([
  ['mail.example.com', 'SMTP_URL must be an smtp or smtps URL'],
  ['https://mail.example.com', 'SMTP_URL must be an smtp or smtps URL'],
  ['direct://mail.example.com', 'SMTP_URL must be an smtp or smtps URL'],
  ['smtp://mail.example.com:99999', 'SMTP_URL must be an smtp or smtps URL'],
  ['smtp://', 'SMTP_URL must name a host'],
  ['smtp://mäil.example', 'SMTP_URL must name a host'],
  ['smtp://mail%20.example', 'SMTP_URL must name a host'],
  ['smtp://mailer@mail.example', 'SMTP_URL must have both a user and a password, or neither'],
  ['smtp://:secret@mail.example', 'SMTP_URL must have both a user and a password, or neither'],
  ['smtp://mailer:se%cret@mail.example', ENCODING],
  ['smtp://mailer:%ff@mail.example', ENCODING],
  ['smtp://mailer:sec%00ret@mail.example', ENCODING],
  ['smtp://mailer%0D%0A:secret@mail.example', ENCODING],
  ['smtp://mail.example/?tls.rejectUnauthorized=false', MORE],
  ['smtp://mail.example?proxy=http://secret.example', MORE],
  ['smtp://mail.example/path', MORE],
  ['smtp://mail.example#secret', MORE],
  ['smtp://mailer:secret@mail.example/?logger=true&debug=true', MORE],
])('%s cannot be used', (smtpUrl, problem) => {
  expect(mailProblems({ smtpUrl, from: FROM })).toEqual([problem]);
});

test.each([
  'smtp://mail.example.com',
  'smtp://mail.example.com:2525/',
  'SMTPS://mailer%40example.com:p%40ss@mail.example.com:465',
  'smtp://[::1]:1025',
  'smtp://10.0.0.1',
  'smtp://mail_server',
])('%s can be used', (smtpUrl) => {
  expect(mailProblems({ smtpUrl, from: FROM })).toEqual([]);
});

test.each<[string, MailSettings]>([
  ['nothing is set', {}],
  ['every setting is empty', { smtpUrl: '', from: '', folder: '' }],
  ['the URL is invalid', { smtpUrl: 'smtp://mailer:secret@mail.example/path', from: FROM }],
])('if %s, no mail is sent and the error contains no value', async (_what, settings) => {
  const mail = { to: 'jane@customer.example', subject: 'Ahoy', text: 'Ahoy!\n' };

  const reason = await sendMail(mail, settings).catch((error) => error);

  expect(reason).toMatchObject({ code: 'MAIL_NOT_CONFIGURED' });
  expect(reason.stack).toContain('Mail is not configured: SMTP_URL ');
  expect(reason.stack).not.toContain('secret');
});
