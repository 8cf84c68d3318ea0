import fc from 'fast-check';
import { sendMail } from '../../../assets/mail.private';
import { administratorMail } from '../../../lib/mail/texts/account-mails';
import { invitationMail } from '../../../lib/mail/texts/joining-mails';
import { passwordResetMail } from '../../../lib/mail/texts/password-mails';
import {
  AT,
  INVITATION,
  LINK,
  TO,
  UNTIL,
  WITH_LINK,
  WITHOUT_LINK,
} from '../../support/directory/every-mail';
import { anyCharacter } from '../../support/guard/any-character';
import { type SmtpTestServer, startSmtpServer } from '../../support/servers/smtp-server';

// The HTML of mails: the same words as the text, without anything that a mail program would have to load.

const tagsOf = (html = '') => html.match(/<[^>]*>/g) ?? [];
const linksOf = (html = '') => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

/** Returns the words of a document's body, without its markup. */
function wordsOf(html = ''): string {
  return html
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<(?:bdi|\/bdi|time|\/time)>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

describe.each([...WITH_LINK, ...WITHOUT_LINK])('the HTML about %s', (_what, mail) => {
  const { html = '', subject, text } = mail;

  test('is a document with a language, a title and both color schemes', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n/);
    expect(wordsOf(html.replace(/[\s\S]*<title>|<\/title>[\s\S]*/g, ''))).toBe(subject);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('@media (prefers-color-scheme:dark)');
  });

  test('has the words of every paragraph of the text', () => {
    const words = wordsOf(html);

    for (const paragraph of text.trim().split('\n\n')) {
      expect(words).toContain(paragraph.replaceAll('\n', ' '));
    }
  });

  test('loads nothing, runs nothing and does not track its reader', () => {
    const names = tagsOf(html).map((tag) => /^<[!/]?(\w+)/.exec(tag)?.[1]);
    const known = 'doctype html head meta title style body div p h1 a br bdi time'.split(' ');

    expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(html).not.toMatch(/src=|url\(|@import|@font-face|<link|onl/i);
  });

  test('is small', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(4096);
  });
});

test.each(WITH_LINK)('the button and the address about %s lead to the page', (_what, { html }) => {
  expect(linksOf(html)).toEqual([LINK, LINK]);
  expect(tagsOf(html)).toContain(`<a class="button" href="${LINK}">`);
});

test.each(WITHOUT_LINK)('the HTML about %s has no link', (_what, { html }) => {
  expect(linksOf(html)).toEqual([]);
});

describe('a name that a user chose', () => {
  const markup = tagsOf(invitationMail(INVITATION).html).filter((tag) => !/title/.test(tag));

  test.each(['<img src=x onerror=alert(1)>', '</title><script>', '"><a href=//evil>', "' & <b>"])(
    'is text in the HTML: %s',
    (account) => {
      const { html } = invitationMail({ ...INVITATION, account });

      expect(tagsOf(html).filter((tag) => !/title/.test(tag))).toEqual(markup);
      expect(linksOf(html)).toEqual([LINK, LINK]);
    },
  );

  test('adds no markup and no entity, for any text', () => {
    const parts = fc.constantFrom('<', '>', '&', '"', "'", '/', 'a', '&lt;', '<b>', '=', ' ', 'ש');
    const names = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(parts).map((all) => all.join('')),
    );

    fc.assert(
      fc.property(names, names, (account, name) => {
        const inviter = { name: `${name}x`, email: 'eve@acme.example' };
        const mail = invitationMail({ ...INVITATION, account: `${account}x`, inviter });

        expect(tagsOf(mail.html).filter((tag) => !/title/.test(tag))).toEqual(markup);
        for (const paragraph of mail.text.trim().split('\n\n')) {
          expect(wordsOf(mail.html)).toContain(paragraph.replace(/\s+/g, ' '));
        }
      }),
    );
  });

  test('keeps its writing direction to itself', () => {
    const { html } = invitationMail({ ...INVITATION, account: 'שלום (1)' });

    expect(html).toContain('the account &quot;<bdi>שלום (1)</bdi>&quot; at');
  });

  test('is text also if it is the service user who made a change', () => {
    const notice = { ...TO, ...AT, account: 'A', email: 'eve@acme.example' };

    const { html } = administratorMail({ ...notice, by: '<script>', change: 'promoted' });

    expect(html).toContain('&quot;<bdi>&lt;script&gt;</bdi>&quot;');
  });
});

describe('through a real mail server', () => {
  let server: SmtpTestServer;
  beforeEach(async () => {
    server = await startSmtpServer();
  });
  afterEach(() => server.close());

  const settings = () => ({ smtpUrl: server.url, from: 'no-reply@reports.example' });

  test.each([...WITH_LINK, ...WITHOUT_LINK])(
    'the mail about %s arrives with its text first and its HTML last',
    async (_what, mail) => {
      await sendMail(mail, settings());

      const [received] = server.mails();
      expect(received?.field('Content-Type')[0]).toMatch(/^multipart\/alternative; /);
      expect([received?.text, received?.html]).toEqual([mail.text, mail.html]);
    },
  );

  test('names of any language arrive unchanged, in lines that no server has to break', async () => {
    const mail = invitationMail({ ...INVITATION, account: 'Grüße 山田 🎈 שלום' });

    await sendMail(mail, settings());

    const [received] = server.mails();
    expect([received?.text, received?.html]).toEqual([mail.text, mail.html]);
    expect(received?.raw).toMatch(/^[\x20-\x7e\r\n]+$/);
    const lengths = received?.raw.split('\r\n').map((line) => line.length) ?? [];
    expect(Math.max(...lengths)).toBeLessThanOrEqual(78);
  });

  test.each(['a\0b', 'a\rb', 'a\x1b[2Jb'])('HTML cannot be %j', async (html) => {
    const mail = { ...passwordResetMail({ ...TO, ...UNTIL }), html };

    await expect(sendMail(mail, settings())).rejects.toMatchObject({
      code: 'MAIL_INVALID',
      message: "The mail's html is not valid",
    });
    expect(server.mails()).toEqual([]);
  });
});
