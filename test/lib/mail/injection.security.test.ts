import fc from 'fast-check';
import { type Mail, sendMail } from '../../../assets/mail.private';
import { parseEmail } from '../../../lib/mail/email-address';
import { type SmtpTestServer, startSmtpServer } from '../../support/servers/smtp-server';

const FROM = 'no-reply@reports.example';
const MAIL: Mail = { to: 'jane@customer.example', subject: 'Ahoy', text: 'Ahoy!\n' };

let server: SmtpTestServer;
beforeEach(async () => {
  server = await startSmtpServer();
});
afterEach(() => server.close());

const send = (changed: Partial<Mail>, from = FROM) =>
  sendMail({ ...MAIL, ...changed }, { smtpUrl: server.url, from });

describe('a recipient', () => {
  test.each([
    '',
    'jane',
    '@customer.example',
    'jane@',
    'jane@customer.example\r\nBcc: eve@evil.example',
    'jane@customer.example\nBcc: eve@evil.example',
    'jane@customer.example\r',
    'jane@customer.example\0',
    'jane@customer.example\u2028',
    ' jane@customer.example',
    'jane@customer.example ',
    'jane@customer.example,eve@evil.example',
    'jane@customer.example;eve@evil.example',
    'jane@customer.example eve@evil.example',
    'jane@customer.example>,<eve@evil.example',
    'Jane <jane@customer.example>',
    '"Jane" <jane@customer.example>',
    '<jane@customer.example>',
    'friends: jane@customer.example;',
    'jane(a comment)@customer.example',
    '"jane"@customer.example',
    '"jane,eve"@customer.example',
    '"jane@customer.example,"@evil.example',
    'jane\\@customer.example@evil.example',
    'jane@customer.example@evil.example',
    'jane@customer.example,@evil.example',
    'jane@[127.0.0.1]',
    'jane@[x@evil.example]',
    'jane@customer..example',
    'jane@-customer.example',
    'jane@customer_example',
    '.jane@customer.example',
    'jane.@customer.example',
    'jane..doe@customer.example',
    'jane@customer。example',
    'jane＠customer.example',
    'jane@customer\u200b.example',
    'jane@customer.example\ud800',
    'jane@\u2100.example',
    'jane@xn--zzzzz-.example',
    `${'j'.repeat(65)}@customer.example`,
    `jane@${'c'.repeat(64)}.example`,
    `jane@${'customer.'.repeat(28)}example`,
  ])('cannot be %j', async (to) => {
    await expect(send({ to })).rejects.toMatchObject({
      code: 'MAIL_INVALID',
      message: "The mail's to is not valid",
    });
    expect(server.mails()).toEqual([]);
  });

  // The server shows a domain that it received in ASCII in its Unicode form.
  test.each<[string, string?, string?]>([
    ['jane@customer.example'],
    ['Jane.Doe+tag@Customer.Example', 'Jane.Doe+tag@customer.example'],
    ["o'hara@customer.example"],
    ["!#$%&'*+/=?^_`{|}~-@customer.example"],
    ['jane@müller.example', 'jane@xn--mller-kva.example', 'jane@müller.example'],
    ['山田@例え.example'],
    ['jérôme@customer.example'],
    [`${'j'.repeat(64)}@customer.example`],
  ])('can be %j', async (to, written = to, told = written) => {
    await send({ to });

    const [mail] = server.mails();
    expect(mail?.envelope).toEqual({ from: FROM, to: [told] });
    expect(mail?.field('To')).toEqual([written]);
  });

  test('contains no separator, for any text that is parsed as an address', () => {
    const parts = fc.constantFrom(...'ab.@,;:<>()[]"\\ \r\n\t\0é。＠-_/', 'jane@customer.example');
    const some = fc.array(parts).map((chosen) => chosen.join(''));
    const one = fc.option(parts, { nil: '', freq: 1 });
    const almost = fc
      .tuple(one, one, one)
      .map(([start, middle, end]) => `${start}jane${middle}@customer${end}.example`);
    let parsed = 0;

    fc.assert(
      fc.property(fc.oneof(some, fc.string(), almost, almost), (text) => {
        if (parseEmail(text) === null) return;
        parsed += 1;
        expect(text).toMatch(/^[^@\s,;:<>()[\]"\\\p{C}]+@[^@\s,;:<>()[\]"\\\p{C}]+$/u);
      }),
      { numRuns: 10_000 },
    );
    expect(parsed).toBeGreaterThan(2_000);
  });
});

describe('a subject', () => {
  test.each([
    'Ahoy\r\nBcc: eve@evil.example',
    'Ahoy\n\nText',
    'Ahoy\rX',
    'a\0b',
    'a\u2028b',
    'a\x85b',
  ])('cannot be %j', async (subject) => {
    await expect(send({ subject })).rejects.toMatchObject({ code: 'MAIL_INVALID' });
    expect(server.mails()).toEqual([]);
  });

  test.each([
    'Bcc: eve@evil.example',
    '=?utf-8?Q?a=0D=0ABcc:_eve@evil.example?=',
    `${'word '.repeat(60)}end`,
    `${'ü'.repeat(300)}`,
    '"Ahoy", <said>; (Jane)',
  ])('can be %j without adding a header', async (subject) => {
    await send({ subject });

    const names = server.mails()[0]?.fields.map(([name]) => name);
    expect(names?.filter((name) => /^(Bcc|Cc|To|Subject)$/.test(name))).toEqual(['To', 'Subject']);
    expect(server.mails()[0]?.envelope.to).toEqual([MAIL.to]);
  });
});

describe('a sender', () => {
  test.each([
    ['Acme, Inc. <a@acme.example>', '"Acme, Inc." <a@acme.example>'],
    ['"Acme, Inc." <a@acme.example>', '"Acme, Inc." <a@acme.example>'],
    ['Ä山 <a@acme.example>', 'Ä山 <a@acme.example>'],
    ['eve@evil.example <a@acme.example>', '"eve@evil.example" <a@acme.example>'],
    ['<a@acme.example>', 'a@acme.example'],
    ['a@acme.example', 'a@acme.example'],
  ])('can be %j', async (from, shown) => {
    await send({}, from);

    expect(server.mails()[0]?.field('From')).toEqual([shown]);
    expect(server.mails()[0]?.envelope.from).toBe('a@acme.example');
  });

  test.each([
    'Acme\r\nBcc: eve@evil.example <a@acme.example>',
    'Acme <a@acme.example\r\n>',
    'Acme" <eve@evil.example>, "b <a@acme.example>',
    'Acme\\ <a@acme.example>',
    'Acme" <a@acme.example>',
    'a@acme.example, b@acme.example',
    'Acme <a@acme.example>, <b@acme.example>',
    'Acme',
    'Acme <>',
    `${'A'.repeat(101)} <a@acme.example>`,
  ])('cannot be %j', async (from) => {
    await expect(send({}, from)).rejects.toMatchObject({
      code: 'MAIL_NOT_CONFIGURED',
      message: 'Mail is not configured: MAIL_FROM must be an address or Name <address>',
    });
    expect(server.mails()).toEqual([]);
  });
});

describe('a text', () => {
  test.each(['a\0b', 'a\rb', 'a\x1b[2Jb', 'a\x7fb'])('cannot be %j', async (text) => {
    await expect(send({ text })).rejects.toMatchObject({ code: 'MAIL_INVALID' });
  });

  test.each(['.\n', 'a\n.\nQUIT\n', 'From me\n', '..\n.a\n', '\tten\n', 'a=3Db\n', ' \n'])(
    'arrives unchanged if it is %j',
    async (text) => {
      await send({ text });

      expect(server.mails().map((mail) => mail.text)).toEqual([text]);
    },
  );

  test.each([{ path: __filename }, { href: 'http://127.0.0.1/' }])(
    'cannot be the file or page %j',
    async (text) => {
      await expect(send({ text: text as unknown as string })).rejects.toMatchObject({
        code: 'MAIL_FAILED',
        message: expect.stringMatching(/EFILEACCESS|EURLACCESS/),
      });
      expect(server.mails()).toEqual([]);
    },
  );

  test.each(['javascript:alert(1)', 'https://x.example/\nMore', 'https://x.example/a b', 'ahoy'])(
    'cannot have the link %j',
    async (link) => {
      await expect(send({ link })).rejects.toMatchObject({ code: 'MAIL_INVALID' });
    },
  );
});
