import fc from 'fast-check';
import { basic } from '../../../assets/auth.private';
import { RELAXED } from '../../support/guard/no-throttle';
import { presenter, problemsOf } from '../../support/guard/presenter';
import { deployAssets, removeAssets } from '../../support/services/deploy-assets';
import forms from '../../vectors/hash-forms.json';

// A stored text that may be a locked or encoded hash is a configuration error. It is never used as a password.

const base64 = (text: string) => Buffer.from(text).toString('base64');
const fullWidth = (text: string) => text.replaceAll('$', '\uff04').replaceAll('{', '\uff5b');

const WRAPPINGS: readonly (readonly [string, (hash: string) => string])[] = [
  ['as it is', (hash) => hash],
  ['behind a lock', (hash) => `!${hash}`],
  ['behind two locks', (hash) => `!!${hash}`],
  ['behind another lock', (hash) => `*LK*${hash}`],
  ['behind a space', (hash) => ` ${hash}`],
  ['in quotes', (hash) => `"${hash}"`],
  ['in single quotes', (hash) => `'${hash}'`],
  ['before a comment', (hash) => `${hash} # of the old server`],
  ['behind its user', (hash) => `ada:${hash}`],
  ['in base64', base64],
  ['in base64 without pads', (hash) => base64(hash).replace(/=+$/, '')],
  ['in base64url', (hash) => Buffer.from(hash).toString('base64url')],
  ['in base64, twice', (hash) => base64(base64(hash))],
  ['in base64 of UTF-16', (hash) => Buffer.from(hash, 'utf16le').toString('base64')],
  ['locked, in base64', (hash) => base64(`!${hash}`)],
  ['in base64, quoted', (hash) => `"${base64(hash)}"`],
  ['in base64 behind a name', (hash) => `base64:${base64(hash)}`],
  ['in hexadecimal', (hash) => Buffer.from(hash).toString('hex')],
  ['with dollar signs doubled for Compose', (hash) => hash.replaceAll('$', '$$$$')],
  ['with dollar signs escaped for a shell', (hash) => hash.replaceAll('$', '\\$')],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded, twice', (hash) => encodeURIComponent(encodeURIComponent(hash))],
  ['in full-width characters', fullWidth],
  ['with invisible characters', (hash) => [...hash].join('\u200b')],
];

afterEach(removeAssets);

describe.each(WRAPPINGS)('a hash %s is not a password', (_what, wrap) => {
  test.each(forms)('$form', ({ stored }) => {
    const text = wrap(stored);
    deployAssets({ '/users.htpasswd': `mia:${text}` });
    const isUsable = /^\$(?:2y|scrypt|argon2id)\$\S+$/.test(text);
    const inFile = problemsOf({ ...RELAXED, variables: false });
    const inVariable = problemsOf(
      { ...RELAXED, htpasswd: false },
      { USERNAME: 'mia', PASSWORD: text },
    );
    const inOption = problemsOf({
      ...RELAXED,
      htpasswd: false,
      credentials: { username: 'mia', password: text },
    });

    for (const problems of [inFile, inVariable, inOption]) {
      expect(problems).toHaveLength(isUsable ? 0 : 1);
      expect(problems.join()).not.toContain(stored);
    }
    if (!isUsable) expect(inFile.join()).toContain('the password of user "mia" in line 1');
  });
});

describe('in an htpasswd file,', () => {
  test.each([
    ['a word', 'correct horse'],
    ['32 hexadecimal digits', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ['random base64', 'X03MO1qnZdYdgyfeuILPmQ=='],
    ['a lock', '!'],
    ['another lock', '*'],
    ['another mark', '{plain}correct horse'],
  ])('%s without a mark is a problem', (_what, stored) => {
    deployAssets({ '/users.htpasswd': `mia:${stored}` });

    expect(problemsOf({ variables: false })).toEqual([
      expect.stringMatching(
        /^the password of user "mia" in line 1 of the asset \/users\.htpasswd .*: hash the password again .*, or put \{PLAIN\} in front/,
      ),
    ]);
  });

  test('{PLAIN} marks a plain password', async () => {
    deployAssets({ '/users.htpasswd': 'mia:{PLAIN}correct horse' });

    expect(await presenter().present('mia', 'correct horse')).toMatchObject({ status: 'accepted' });
  });
});

test('random hexadecimal digits, base64 and base64url are passwords in variables and options', () => {
  const encodings = fc.constantFrom('hex', 'base64', 'base64url');
  const bytes = fc.uint8Array({ minLength: 8, maxLength: 64 });
  fc.assert(
    fc.property(bytes, encodings, (random, encoding) => {
      const password = Buffer.from(random).toString(encoding);
      const { accepts } = basic({ htpasswd: false }).configure({
        USERNAME: 'mia',
        PASSWORD: password,
        BASIC_AUTH_CREDENTIALS: `ada:{PLAIN}${password}`,
      }) as { accepts?: unknown };

      expect(accepts).toMatchObject([{ format: 'plain' }, { format: 'plain' }]);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  'correct horse battery staple',
  'I love scrypt: it is slow',
  'pa$$word of 2026',
  '100% $ure thing',
  'SK0123456789abcdef0123456789abcdef',
  '550e8400-e29b-41d4-a716-446655440000',
  'tfa_STWx7OjuBCha_TyctApNIeLHS7uIJWwGcKtZDGqj0mN1PI',
])('a typical password is not mistaken for a hash: %s', (password) => {
  expect(problemsOf({ credentials: `ada:${password}` })).toEqual([]);
});
