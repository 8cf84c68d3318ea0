import fc from 'fast-check';
import {
  canonicalRecoveryCode,
  newRecoveryCodes,
  recoveryCodeHash,
  recoveryCodesText,
} from '../../../../lib/directory/mfa/recovery-codes';
import { anyCharacter } from '../../../support/guard/any-character';

const CODE = '0123-4567-89AB-CDEF-GHJK-MNPQ';

describe('new codes', () => {
  test('are ten of 120 bits each, without ambiguous letters', () => {
    const codes = newRecoveryCodes();

    expect(codes).toHaveLength(10);
    for (const code of codes)
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('are never equal and use every character', () => {
    const codes = Array.from({ length: 100 }, newRecoveryCodes).flat();

    expect(new Set(codes).size).toBe(1000);
    expect(new Set(codes.join(''))).toEqual(new Set('0123456789ABCDEFGHJKMNPQRSTVWXYZ-'));
  });

  test('are in the canonical form', () => {
    for (const code of newRecoveryCodes()) expect(canonicalRecoveryCode(code)).toBe(code);
  });
});

describe('a code that is typed', () => {
  test.each([
    CODE,
    '0123456789ABCDEFGHJKMNPQ',
    CODE.toLowerCase(),
    CODE.replaceAll('-', ' '),
    ` ${CODE}\n`,
    'O123-4567-89AB-CDEF-GHJK-MNPQ',
    'oi23-4567-89ab-cdef-ghjk-mnpq',
    'oL23 4567 89ab cdef ghjk mnpq',
    '0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F-G-H-J-K-M-N-P-Q',
    CODE.replace('0', '０'),
    `\u200b\ufeff${CODE}\r\n`,
    ...['–', '—', '‑', '−', '\u00ad', '\u200b', '\u00a0', '_', '﹣', '－', '⁃', '\t'].map(
      (between) => CODE.replaceAll('-', between),
    ),
  ])('as %j is read as it was shown', (text) => {
    expect(canonicalRecoveryCode(text)).toBe(CODE);
  });

  test.each([
    '',
    CODE.slice(0, -1),
    `${CODE}0`,
    `${CODE}-${CODE}`,
    CODE.replace('C', 'U'),
    CODE.replace('0', '_'),
    '123456',
  ])('as %j is not valid', (text) => {
    expect(canonicalRecoveryCode(text)).toBeNull();
  });

  test('is refused in any other form without an exception', () => {
    const unit = fc.constantFrom(...'0Oo1IiLlUu9Aa-_ \tß\u0130');
    const text = fc.oneof(
      fc.string({ unit, minLength: 20, maxLength: 32 }),
      fc.string({ unit: anyCharacter }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const code = canonicalRecoveryCode(given);
        return code === null || canonicalRecoveryCode(code) === code;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the hash', () => {
  // sha256sum of "usr_1 0123-4567-89AB-CDEF-GHJK-MNPQ".
  test('is SHA-256 of the user and the code', () => {
    expect(recoveryCodeHash('usr_1', CODE).toString('hex')).toBe(
      '72b3496d2a10ced6d070fe296db8d99fc22f10866b31c9705c1cac8136e4dacc',
    );
  });

  test('differs for another user', () => {
    expect(recoveryCodeHash('usr_1', CODE)).not.toEqual(recoveryCodeHash('usr_2', CODE));
  });
});

test('the file names the user, the service and the date of the codes', () => {
  const codes = newRecoveryCodes();
  const text = recoveryCodesText({
    codes,
    email: 'ada@example.com',
    service: 'Ahoy',
    madeAt: new Date('2026-11-21T23:59:59Z'),
  });

  expect(text).toContain('Recovery codes of ada@example.com for Ahoy\nMade on 2026-11-21.');
  expect(text.split('\n').filter((line) => codes.includes(line))).toEqual(codes);
  expect(text.endsWith(`${codes.at(-1)}\n`)).toBe(true);
});
