import {
  containsToken,
  crc32,
  hasBadChecksum,
  makeToken,
  parseToken,
  tokenIdOf,
  tokenTypeOf,
} from '../../../lib/tokens/token-format';

test.each([
  // The first is the check value in catalogs of CRCs. Python's zlib computed the others.
  ['123456789', 0xcbf43926],
  ['', 0],
  ['IEND', 0xae426082],
  ['The quick brown fox jumps over the lazy dog', 0x414fa339],
])('the CRC-32 of %j equals that of zlib', (text, expected) => {
  expect(crc32(text)).toBe(expected);
});

test('a token is one word: a prefix, its id, and 160 random bits with a checksum', () => {
  const { id, token } = makeToken();

  expect(token).toMatch(/^tfa_[0-9A-Za-z]{12}_[0-9A-Za-z]{33}$/);
  expect(token.slice(4, 16)).toBe(id);
  expect(tokenIdOf(token)).toBe(id);
});

test('every character of the alphabet occurs about equally often', () => {
  const counts = new Map<string, number>();
  const secrets = Array.from({ length: 1000 }, () => makeToken().token.slice(17, 44)).join('');
  for (const character of secrets) counts.set(character, (counts.get(character) ?? 0) + 1);

  // Each should occur 435 times. With remainders, the first eight would occur 25 % more often.
  const first = [...'01234567'].reduce((sum, character) => sum + (counts.get(character) ?? 0), 0);
  expect(counts.size).toBe(62);
  expect(first / 8).toBeGreaterThan(390);
  expect(first / 8).toBeLessThan(480);
});

test('no two tokens are the same, in any part', () => {
  const made = Array.from({ length: 500 }, () => makeToken());

  expect(new Set(made.map(({ id }) => id)).size).toBe(500);
  expect(new Set(made.map(({ token }) => token.slice(17))).size).toBe(500);
});

// The checksums were computed with Python's zlib.crc32.
test.each([
  ['tfa_AAAAAAAAAAAA_000000000000000000000000000', '4VsNXN'],
  ['tfa_0123456789ab_zzzzzzzzzzzzzzzzzzzzzzzzzzz', '1Opzqm'],
])('the checksum is CRC-32 in base 62: %s', (text, checksum) => {
  expect(tokenIdOf(text + checksum)).toBe(text.slice(4, 16));
});

const { token } = makeToken();
const swapped = (text: string, at: number) =>
  text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
const pair = [...token].findIndex((character, at) => at > 17 && character !== token[at + 1]);

test.each([
  ['a character too few', token.slice(0, -1)],
  ['a character too many', `${token}0`],
  ['two characters swapped', swapped(token, pair)],
  ['a pad after it', `${token}=`],
  ['only the beginning', token.slice(0, 17)],
  ['the id cut short', token.replace(/_\w/, '_')],
  ['nothing but the prefix', 'tfa_'],
])('a token of this library with %s is malformed and has no id', (_what, text) => {
  expect([hasBadChecksum(text), tokenIdOf(text)]).toEqual([true, undefined]);
});

test.each(['', 'tfa', 'TFA_x', 'eyJhbGciOiJub25lIn0.e30.', ` ${token}`])(
  '%j is not a token of this library, so it is not mistyped',
  (text) => {
    expect([hasBadChecksum(text), tokenIdOf(text)]).toEqual([false, undefined]);
  },
);

describe.each([
  ['tfa', 'authtoken'],
  ['tfk', 'api_key'],
] as const)('%s begins an %s', (prefix, kind) => {
  const made = makeToken(prefix);

  test('that names its type and its id', () => {
    expect(made.token).toMatch(new RegExp(`^${prefix}_[0-9A-Za-z]{12}_[0-9A-Za-z]{33}$`));
    expect(parseToken(made.token)).toEqual({ type: kind, prefix, id: made.id });
    expect(tokenIdOf(made.token)).toBe(made.id);
    expect(tokenTypeOf(made.token)).toBe(kind);
  });

  test('that is recognized and refused if it is mistyped', () => {
    const mistyped = made.token.slice(0, -1);

    expect([tokenTypeOf(mistyped), hasBadChecksum(mistyped)]).toEqual([kind, true]);
    expect(parseToken(mistyped)).toBeUndefined();
  });

  test('that is found in a text', () => {
    expect(containsToken(`ada:${made.token.slice(0, 20)}`)).toBe(true);
  });
});

test('a token with the prefix of another type is malformed, because the checksum covers the whole token', () => {
  expect(parseToken(token.replace('tfa', 'tfk'))).toBeUndefined();
});

test.each(['', 'tfa', 'tfs_0123456789ab', 'xtfa_0123456789ab_', 'TFK_0123456789ab_'])(
  '%j does not contain a token',
  (text) => {
    expect([tokenTypeOf(text), parseToken(text), containsToken('tfs_0123456789ab_')]).toEqual([
      undefined,
      undefined,
      false,
    ]);
  },
);
