import fc from 'fast-check';
import { parseEmail } from '../../../lib/mail/email-address';
import { anyCharacter } from '../../support/guard/any-character';

const read = (text: string) => parseEmail(text) ?? { email: null, key: null };

test.each([
  ['ada@example.com', 'ada@example.com', 'ada@example.com'],
  ['Ada.Lovelace@Example.COM', 'Ada.Lovelace@example.com', 'ada.lovelace@example.com'],
  ['ada+twilio@example.com', 'ada+twilio@example.com', 'ada+twilio@example.com'],
  ["o'brien@example.co.uk", "o'brien@example.co.uk", "o'brien@example.co.uk"],
  [
    "!#$%&'*+-/=?^_`{|}~@example.com",
    "!#$%&'*+-/=?^_`{|}~@example.com",
    "!#$%&'*+-/=?^_`{|}~@example.com",
  ],
  // Domains of RFC 3492 and RFC 5891.
  ['ada@Bücher.example', 'ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
  ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
  ['ada@faß.example', 'ada@xn--fa-hia.example', 'ada@xn--fa-hia.example'],
  ['用户@例子.中国', '用户@xn--fsqu00a.xn--fiqs8s', '用户@xn--fsqu00a.xn--fiqs8s'],
  // A letter followed by a combining accent.
  ['A\u0308da@example.com', '\u00c4da@example.com', '\u00e4da@example.com'],
  ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
  // A letter with an accent that is one character in lower case and two in upper case.
  ['J\u030cada@example.com', 'J\u030cada@example.com', '\u01f0ada@example.com'],
  ['ada@1.example', 'ada@1.example', 'ada@1.example'],
  [
    `${'a'.repeat(64)}@example.com`,
    `${'a'.repeat(64)}@example.com`,
    `${'a'.repeat(64)}@example.com`,
  ],
])('%s is a valid address', (text, email, key) => {
  expect(parseEmail(text)).toEqual({ email, key });
});

const LONG_DOMAIN = `${`${'a'.repeat(60)}.`.repeat(4)}example`;

test.each([
  [''],
  ['ada'],
  ['@example.com'],
  ['ada@'],
  ['ada@@example.com'],
  ['ada@home@example.com'],
  ['ada@localhost'],
  ['ada@example.com.'],
  ['ada@.example.com'],
  ['ada@example..com'],
  ['ada@-example.com'],
  ['ada@example-.com'],
  ['ada@exa_mple.com'],
  ['ada@example.com/path'],
  ['ada@example.com:25'],
  ['ada@ex%61mple.com'],
  ['ada@xn--a.example'],
  [`ada@${'a'.repeat(64)}.example`],
  ['ada@127.0.0.1'],
  ['ada@[127.0.0.1]'],
  ['ada@127.1'],
  ['.ada@example.com'],
  ['ada.@example.com'],
  ['a..da@example.com'],
  ['"ada"@example.com'],
  ['ada(lovelace)@example.com'],
  ['Ada <ada@example.com>'],
  ['ada@example.com, eve@example.com'],
  ['ada;eve@example.com'],
  ['a da@example.com'],
  [' ada@example.com'],
  ['ada@example.com\n'],
  ['ada\r\nBcc: eve@example.com'],
  ['ada\0@example.com'],
  ['ada\u00a0@example.com'],
  ['ada\u200b@example.com'],
  ['\u202eada@example.com'],
  ['ada\ud800@example.com'],
  ['\ufb01nn@example.com'],
  ['\uff41da@example.com'],
  ['ada@example。com'],
  [`${'a'.repeat(65)}@example.com`],
  [`${'ä'.repeat(33)}@example.com`],
  [`ada@${LONG_DOMAIN}`],
])('%j is not a valid address', (text) => {
  expect(parseEmail(text)).toBeNull();
});

test('an address has at most 254 bytes', () => {
  const domain = LONG_DOMAIN.slice(-240);

  expect(parseEmail(`${'a'.repeat(13)}@${domain}`)?.email).toHaveLength(254);
  expect(parseEmail(`${'a'.repeat(14)}@${domain}`)).toBeNull();
});

test.each([
  ['a dot', 'a.da@example.com'],
  ['a suffix after a plus sign', 'ada+1@example.com'],
  ['an accent', 'àda@example.com'],
  ['a part of the domain', 'ada@mail.example.com'],
])('%s results in another address', (_what, text) => {
  expect(parseEmail(text)?.key).not.toBe(parseEmail('ada@example.com')?.key);
});

// CVE-2019-19844 and similar faults: a letter outside ASCII that becomes an ASCII letter when case is ignored.
test('no address with a letter outside ASCII has the key of an ASCII address', () => {
  const keys = Array.from({ length: 0x30000 }, (_, code) => code)
    .filter((code) => code > 0x7f)
    .map((code) => parseEmail(`a${String.fromCodePoint(code)}a@example.com`))
    .filter((found) => found !== null && !/^[\0-\x7f]+$/.test(found.email))
    .map((found) => found?.key ?? '');

  expect(keys.length).toBeGreaterThan(50_000);
  expect(keys.filter((key) => /^[\0-\x7f]+$/.test(key))).toEqual([]);
});

const local = fc.string({ unit: fc.constantFrom(...'aZ0.+-_äÖßσΣçİ用'), minLength: 1 });
const domain = fc.domain().map((text) => text.toUpperCase());
const address = fc.tuple(local, domain).map((parts) => parts.join('@'));

test('a parsed address is parsed to the same address', () => {
  fc.assert(
    fc.property(address, (text) => {
      const { email, key } = read(text);
      fc.pre(email !== null);
      expect(parseEmail(email)).toEqual({ email, key });
      expect(parseEmail(key)).toEqual({ email: key, key });
    }),
  );
});

test('the parser never throws, and it accepts only one line with one address', () => {
  const unit = fc.oneof(fc.constantFrom(...'@.a-\r\n"<> %/'), fc.string({ unit: anyCharacter }));
  fc.assert(
    fc.property(
      fc.oneof(
        address,
        fc.array(unit).map((parts) => parts.join('')),
      ),
      (text) => {
        const { email } = read(text);
        expect(email ?? 'a@b.c').toMatch(/^[^\s<>,;"@\p{Cc}]+@[a-z0-9.-]+\.[a-z0-9-]+$/u);
      },
    ),
    { numRuns: 2000 },
  );
});
