import fc from 'fast-check';
import { invitationMail } from '../../../lib/mail/texts/joining-mails';
import { noPasswordMail } from '../../../lib/mail/texts/password-mails';
import { recoveryCodeUsedMail } from '../../../lib/mail/texts/second-factor-mails';
import {
  AT,
  INVITATION,
  LINK,
  TO,
  WITH_LINK,
  WITH_TIME,
  WITHOUT_LINK,
} from '../../support/directory/every-mail';
import { anyCharacter } from '../../support/guard/any-character';

describe.each([...WITH_LINK, ...WITHOUT_LINK])('the mail about %s', (_what, mail) => {
  test('is addressed to the user and names the service', () => {
    expect(mail.to).toBe(TO.to);
    expect(mail.text).toContain(TO.service);
    expect(mail.subject).toContain(TO.service);
  });

  test('says what to do if the user did not cause it', () => {
    expect(mail.text.replaceAll('\n', ' ')).toMatch(
      /If (that was not you|you did not expect this invitation), /,
    );
  });

  test('has short lines except for its link', () => {
    const long = mail.text.split('\n').filter((line) => line.length > 72);
    expect(long.filter((line) => line !== LINK)).toEqual([]);
  });
});

test.each(WITH_LINK)('the mail about %s has its link once, on its own line', (_what, mail) => {
  expect(mail.link).toBe(LINK);
  expect(mail.text.split('\n').filter((line) => line.includes('://'))).toEqual([LINK]);
  expect(mail.text).toContain('until 2026-11-21 12:14 UTC');
});

test.each(WITHOUT_LINK)('the mail about %s has no link', (_what, mail) => {
  expect(mail.link).toBeUndefined();
  expect(mail.text).not.toMatch(/:\/\/|#/);
});

test.each(WITH_TIME)('the mail about %s contains the time', (_what, mail) => {
  expect(mail.text.replaceAll('\n', ' ')).toContain('at 2026-11-21 11:44 UTC');
});

test('the mail to a user without a password explains how to log in and offers no way to set a password', () => {
  const text = noPasswordMail(TO).text.replaceAll('\n', ' ');

  expect(text).toContain('log in the way you did before');
  expect(text).toContain('ask an administrator of your account for an invitation');
});

test.each([
  [9, '9 are left.'],
  [1, 'One is left: create new ones soon.'],
  [0, 'That was the last one: create new ones soon.'],
])('the mail about a used recovery code names the number left: %i', (left, words) => {
  const { text } = recoveryCodeUsedMail({ ...TO, ...AT, left });

  expect(text.replaceAll('\n', ' ')).toContain(words);
});

test('an invitation names the inviter, the account and the roles', () => {
  const { subject, text } = invitationMail(INVITATION);

  expect(subject).toBe('Invitation to "Acme" at reports-1234.twil.io');
  expect(text.replaceAll('\n', ' ')).toContain(
    '"Eve" (eve@acme.example) invites you to the account "Acme" at reports-1234.twil.io.',
  );
  expect(text).toContain('Your access: read-write, manages members.');
});

test('an inviter without a name is shown by their address', () => {
  const inviter = { name: ' ', email: 'eve@acme.example' };

  expect(invitationMail({ ...INVITATION, inviter }).text).toContain('\n\neve@acme.example invites');
});

describe('a name that a user chose', () => {
  test.each([
    ['Acme', 'Acme'],
    ['Müller & Söhne 山田', 'Müller & Söhne 山田'],
    ['Acme\r\n\r\nClick here', 'Acme Click here'],
    ['Acme\u2028Click\u0085here\0', 'Acme Click here'],
    ['a\u202eb\u200bc', 'a b c'],
    ['say "hi"', "say 'hi'"],
    ['https://evil.example/x', 'https: evil. example/x'],
    ['HTTP:////evil', 'HTTP: evil'],
    ['www.evil.example', 'www. evil. example'],
    ['evil。example', 'evil。 example'],
    ['call me at me@evil.example', 'call me at me@evil. example'],
    ['call +1 800 555 0199 now', 'call … now'],
    ['+49(30)1234567', '…'],
    ['call 1.800.555.0199', 'call …'],
    ['8\u200b0\u200b0 5 5 5 0 1 9 9', '…'],
    ['٨٠٠ ٥٥٥ ٠١٩٩', '…'],
    ['８００－５５５－０１９９', '…'],
    ['①②③④⑤⑥⑦⑧', '…'],
    ['1-800-FLOWERS', '…'],
    ['(888) EVIL4U2', '…'],
    ['tel:911', 'tel: 911'],
    ['mailto:me', 'mailto: me'],
    ['wa.me/1', 'wa. me/1'],
    ['t․me', 't․ me'],
    ['evil﹒example', 'evil﹒ example'],
    ['ask @evil', 'ask @ evil'],
    ['ask ＠evil', 'ask ＠ evil'],
    ['Studio 54, Route 66', 'Studio 54, Route 66'],
    ['Acme 2026', 'Acme 2026'],
    ['J.R.R. Tolkien...', 'J. R. R. Tolkien...'],
    ['x'.repeat(60), 'x'.repeat(60)],
    ['🎈'.repeat(61), `${'🎈'.repeat(59)}…`],
  ])('is shown without links: %j as %j', (account, shown) => {
    const { subject, text } = invitationMail({ ...INVITATION, account });

    expect(subject).toBe(`Invitation to "${shown}" at reports-1234.twil.io`);
    expect(text.replaceAll('\n', ' ')).toContain(`the account "${shown}" at`);
  });

  test.each(['www.evil.example/x@acme.example', 'a/b@acme.example', 'http://evil.example'])(
    'cannot add a link through an address such as %s',
    (email) => {
      const inviter = { name: '', email };

      const { text } = invitationMail({ ...INVITATION, inviter });

      expect(text).not.toContain('evil.example');
      expect(text.split('\n').filter((line) => line.includes('://'))).toEqual([LINK]);
    },
  );

  test('never adds a link, a line or a control character', () => {
    const parts = fc.constantFrom(':', '/', '//', '.', 'a', '。', '\n', '\u200b', ' ', '"', 'www');
    const names = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(parts).map((all) => all.join('')),
    );
    const lines = invitationMail(INVITATION).text.split('\n\n').length;

    fc.assert(
      fc.property(names, names, (account, name) => {
        const inviter = { name, email: 'eve@acme' };
        const mail = invitationMail({ ...INVITATION, account, inviter });
        const rest = mail.text.replace(LINK, '').replaceAll(TO.service, '');

        expect(mail.text.split('\n\n')).toHaveLength(lines);
        expect(rest).not.toMatch(/:\/|[.。．｡][^\s."]|[^\P{C}\n]/u);
        expect(mail.subject).not.toMatch(/\p{C}/u);
      }),
    );
  });
});
