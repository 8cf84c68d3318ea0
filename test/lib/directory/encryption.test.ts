import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { decrypt, encrypt } from '../../../lib/directory/crypto/encryption';
import { type DirectoryKeys, deriveKey, directoryKeys } from '../../../lib/directory/crypto/keys';

const newKey = () => randomBytes(32).toString('base64');

function keysOf(current: string | undefined, previous?: string): DirectoryKeys {
  const keys = directoryKeys({ DIRECTORY_KEY: current, DIRECTORY_KEY_PREVIOUS: previous });
  if ('problems' in keys) throw new Error(keys.problems.join('\n'));
  return keys;
}

const KEY = newKey();
const KEYS = keysOf(KEY);
const AAD = 'usr_1 totp';
const STORED = encrypt(KEYS, 'JBSWY3DPEHPK3PXP', AAD);

describe('the keys', () => {
  test.each([
    ['base64', KEY],
    ['base64 without its pad', KEY.replace('=', '')],
    ['base64url', Buffer.from(KEY, 'base64').toString('base64url')],
  ])('are read in %s', (_form, text) => {
    expect(decrypt(keysOf(text), STORED, AAD).text).toBe('JBSWY3DPEHPK3PXP');
  });

  test.each([
    [undefined, undefined, ['DIRECTORY_KEY is required']],
    ['', undefined, ['DIRECTORY_KEY is required']],
    [undefined, newKey(), ['DIRECTORY_KEY is required']],
    ['a passphrase', undefined, [expect.stringContaining('DIRECTORY_KEY must be 32 bytes')]],
    [randomBytes(31).toString('base64'), undefined, [expect.stringContaining('32 bytes')]],
    [randomBytes(33).toString('base64'), undefined, [expect.stringContaining('32 bytes')]],
    [randomBytes(32).toString('hex'), undefined, [expect.stringContaining('32 bytes')]],
    [`${KEY}\n`, undefined, [expect.stringContaining('32 bytes')]],
    [KEY, '', ['DIRECTORY_KEY_PREVIOUS is required']],
    [
      'short',
      'shorter',
      [
        expect.stringContaining('DIRECTORY_KEY must be 32 bytes'),
        expect.stringContaining('DIRECTORY_KEY_PREVIOUS must be 32 bytes'),
      ],
    ],
  ])('%j and %j are problems that name the variable', (current, previous, problems) => {
    const read = directoryKeys({ DIRECTORY_KEY: current, DIRECTORY_KEY_PREVIOUS: previous });

    expect(read).toEqual({ problems });
    expect(JSON.stringify(read)).not.toContain(current?.slice(0, 30) || 'nothing');
  });

  test('are not part of their printed form', () => {
    const printed = inspect(KEYS, { depth: 9, showHidden: true }) + JSON.stringify(KEYS);

    expect(printed).not.toContain(KEY.slice(0, 20));
    expect(printed).not.toContain(Buffer.from(KEY, 'base64').toString('hex').slice(0, 20));
  });
});

describe('an encrypted secret', () => {
  test('is decrypted to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, aad) => {
        expect(decrypt(KEYS, encrypt(KEYS, text, aad), aad)).toEqual({ text, isStale: false });
      }),
    );
  });

  test('names only the key that encrypted it', () => {
    expect(STORED).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]{43}$/);
    expect(STORED.split('.')[1]).toBe(KEYS.current.id);
  });

  test('differs each time', () => {
    const made = Array.from({ length: 200 }, () => encrypt(KEYS, 'the same', AAD).split('.')[2]);

    expect(new Set(made).size).toBe(200);
  });

  test('is not decrypted for another user', () => {
    expect(() => decrypt(KEYS, STORED, 'usr_2 totp')).toThrow(
      expect.objectContaining({ name: 'EncryptionError', code: 'SECRET_DAMAGED' }),
    );
  });

  test('is not decrypted if a character was changed, removed or added', () => {
    const place = fc.nat({ max: STORED.length - 1 });
    const put = fc.constantFrom('', ...'AQgwz09-_.=+ ', 'AA');
    fc.assert(
      fc.property(place, put, fc.boolean(), (at, text, isInserted) => {
        const changed = STORED.slice(0, at) + text + STORED.slice(isInserted ? at : at + 1);
        fc.pre(changed !== STORED);
        expect(() => decrypt(KEYS, changed, AAD)).toThrow(
          expect.objectContaining({ name: 'EncryptionError' }),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['an additional part', `${STORED}.AA`],
    ['an additional empty part', `${STORED}.`],
    ['a shortened tag', STORED.replace(/\.[^.]+$/, '.AAAA')],
    ['an empty ciphertext', STORED.replace(/\.[^.]+$/, '.')],
    ['a short IV', STORED.replace(/\.[^.]+(?=\.[^.]+$)/, '.AAAA')],
    ['another version', STORED.replace('v1', 'v2')],
  ])('is not decrypted with %s', (_what, changed) => {
    expect(() => decrypt(KEYS, changed, AAD)).toThrow(
      expect.objectContaining({ code: 'SECRET_MALFORMED' }),
    );
  });

  test('is the only accepted text, and errors do not repeat other texts', () => {
    const parts = fc.array(fc.oneof(fc.string(), fc.constantFrom('v1', ...STORED.split('.'))));
    fc.assert(
      fc.property(
        fc.oneof(
          parts.map((all) => all.join('.')),
          fc.string(),
        ),
        (text) => {
          fc.pre(text !== STORED);
          expect(() => decrypt(KEYS, text, AAD)).toThrow(
            expect.objectContaining({
              code: expect.stringMatching(/^SECRET_/),
              message: expect.stringMatching(/^A stored secret (?:must|was)/),
            }),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a new key', () => {
  const rotated = keysOf(newKey(), KEY);

  test('decrypts secrets of the previous key and marks them as stale', () => {
    expect(decrypt(rotated, STORED, AAD)).toEqual({ text: 'JBSWY3DPEHPK3PXP', isStale: true });
  });

  test('encrypts secrets that only it decrypts', () => {
    const stored = encrypt(rotated, 'again', AAD);

    expect(decrypt(rotated, stored, AAD)).toEqual({ text: 'again', isStale: false });
    expect(() => decrypt(KEYS, stored, AAD)).toThrow(
      expect.objectContaining({ code: 'SECRET_KEY_UNKNOWN' }),
    );
  });

  test('decrypts no older secret without the previous key', () => {
    expect(() => decrypt(keysOf(newKey()), STORED, AAD)).toThrow(
      expect.objectContaining({ code: 'SECRET_KEY_UNKNOWN' }),
    );
  });
});

describe('a derived key', () => {
  test('is the same for the same purpose and has 32 bytes', () => {
    expect(deriveKey(KEYS, 'throttle')).toEqual(deriveKey(keysOf(KEY, newKey()), 'throttle'));
    expect(deriveKey(KEYS, 'throttle')).toHaveLength(32);
  });

  test('differs for another purpose and another key, and is not the encryption key', () => {
    const made = [
      deriveKey(KEYS, 'throttle'),
      deriveKey(KEYS, 'challenge'),
      deriveKey(KEYS, 'encryption'),
      deriveKey(keysOf(newKey()), 'throttle'),
      KEYS.current.cipher.export(),
      KEYS.current.master.export(),
    ];

    expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(made.length);
  });
});
