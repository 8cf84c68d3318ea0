import fc from 'fast-check';
import { matchingStep, newTotpSecret, totpUri } from '../../../../lib/directory/mfa/totp';
import { anyCharacter } from '../../../support/guard/any-character';

// RFC 6238 appendix B for SHA-1, its 8 digits cut to 6: the secret is 12345678901234567890 in ASCII.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const VECTORS = [
  [59, 0x1, '287082'],
  [1_111_111_109, 0x23523ec, '081804'],
  [1_111_111_111, 0x23523ed, '050471'],
  [1_234_567_890, 0x273ef07, '005924'],
  [2_000_000_000, 0x3f940aa, '279037'],
  [20_000_000_000, 0x27bc86aa, '353130'],
] as const;

// The codes of the steps around that of 1234567890 s, and the first two steps in a row with one code.
const CODES = ['980357', '005924', '590587'];
const TWICE = { step: 910_737, code: '911617' };

const stepOf = (code: string, seconds: number, secret = SECRET) =>
  matchingStep({ secret, code, time: seconds * 1000 });

test.each(VECTORS)('at %d s, step %d has the code %s', (seconds, step, code) => {
  expect(stepOf(code, seconds)).toBe(step);
});

describe('drift', () => {
  const [seconds, step, code] = VECTORS[3];
  const start = step * 30;

  test.each([
    ['at the beginning of its step', start],
    ['to its last second', start + 29.999],
    ['a step later', start + 59.999],
    ['a step early', start - 30],
  ])('a code is valid %s and belongs to its own step', (_when, at) => {
    expect(stepOf(code, at)).toBe(step);
  });

  test.each([
    ['two steps later', start + 60],
    ['two steps early', start - 30.001],
    ['a day later', seconds + 86_400],
  ])('a code is not valid %s', (_when, at) => {
    expect(stepOf(code, at)).toBeNull();
  });

  test('the first step has no previous step', () => {
    // RFC 4226 appendix D, count 0.
    expect(stepOf('755224', 0)).toBe(0);
    expect(stepOf('287082', 0)).toBe(1);
  });
});

test('a code of two steps belongs to the later step, so that it is valid once', () => {
  expect(stepOf(TWICE.code, TWICE.step * 30)).toBe(TWICE.step + 1);
  expect(stepOf(TWICE.code, TWICE.step * 30 + 30)).toBe(TWICE.step + 1);
});

test.each([
  '005 924',
  ' 005924 ',
  '0 0 5 9 2 4',
  '005\u00a0924',
  '005\u202f924',
  '005-924',
  '005–924',
  '005‑924',
  '005−924',
  '005_924',
  '005\u00ad924',
  '\u200b005\u200b924\ufeff',
  '005924\r\n',
  '\t005924',
  '００５９２４',
])('characters around and between the digits are ignored: %j', (code) => {
  expect(stepOf(code, 1_234_567_890)).not.toBeNull();
});

test.each(['', '5924', '0059245', '89005924', '005925', '٠٠٥٩٢٤', '0x5924', '5924.0'])(
  '%j is not the code',
  (code) => {
    expect(stepOf(code, 1_234_567_890)).toBeNull();
  },
);

test('no other text is the code', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789 '), maxLength: 8 });
  fc.assert(
    fc.property(fc.oneof(digits, fc.string({ unit: anyCharacter })), (code) => {
      fc.pre(!CODES.includes(code.replaceAll(' ', '')));
      return stepOf(code, 1_234_567_890) === null;
    }),
    { numRuns: 1000 },
  );
});

test('a new secret has 160 bits in base32 and is unique', () => {
  const made = Array.from({ length: 100 }, newTotpSecret);

  for (const secret of made) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(new Set(made).size).toBe(100);
});

test('a code of another secret is not the code', () => {
  expect(stepOf('005924', 1_234_567_890, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')).toBeNull();
});

describe('the URI', () => {
  const uri = totpUri({ secret: SECRET, label: 'ada+1@example.com', issuer: 'Ahoy & Söhne' });

  test('has the form that apps read, with every part encoded', () => {
    expect(uri).toBe(
      'otpauth://totp/Ahoy%20%26%20S%C3%B6hne:ada%2B1%40example.com' +
        `?issuer=Ahoy%20%26%20S%C3%B6hne&secret=${SECRET}&algorithm=SHA1&digits=6&period=30`,
    );
  });

  test('has one colon between issuer and label for any values', () => {
    const { pathname } = new URL(totpUri({ secret: SECRET, label: 'a:b', issuer: 'Ahoy: 1' }));

    expect(decodeURIComponent(pathname).split(':')).toEqual([
      expect.stringMatching(/Ahoy {2}1$/),
      'a b',
    ]);
  });
});
