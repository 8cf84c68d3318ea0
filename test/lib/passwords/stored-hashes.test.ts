import { hashPassword } from '../../../assets/auth.private';
import { NO_THROTTLE, RELAXED } from '../../support/guard/no-throttle';
import { presenter, problemsOf } from '../../support/guard/presenter';
import vectors from '../../vectors/hash.json';

// A stored hash accepts its own password or is a configuration error. It is never used as a password.

const ACCEPTED = { status: 'accepted' };
const REFUSED = { status: 'refused', code: 'CREDENTIALS_INVALID' };
const PEPPER = 'a pepper of 29 characters ...';

const usable = vectors.filter(({ format }) => format.startsWith('bcrypt'));
const unusable = vectors.filter(({ format }) => !format.startsWith('bcrypt'));

// argon2id of "password" by the reference implementation: RFC 9106's algorithm, as PHC strings.
const ARGON2ID =
  '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

const open = (hash: string, variables = {}) =>
  presenter({ credentials: { username: 'ada', password: hash }, throttle: NO_THROTTLE }, variables);

describe.each(usable)('a $format hash of $source', ({ stored, password }) => {
  const { present } = open(stored);

  test('accepts its password', async () => {
    expect(await present('ada', password)).toMatchObject(ACCEPTED);
  });

  test('refuses another password and the hash itself', async () => {
    expect(await present('ada', `${password}x`)).toMatchObject(REFUSED);
    expect(await present('ada', stored)).toMatchObject(REFUSED);
  });
});

test('a $2b$ hash, which http-auth does not support, is verified as bcrypt', async () => {
  const hash = '$2b$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC';

  expect(await open(hash).present('ada', 'htpasswd-bcrypt')).toMatchObject(ACCEPTED);
  expect(await open(hash).present('ada', hash)).toMatchObject(REFUSED);
});

test('a password of more than the 72 bytes that bcrypt reads causes no error', async () => {
  const hash = '$2b$04$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy';

  expect(await open(hash).present('ada', 'a'.repeat(80))).toMatchObject({
    status: expect.any(String),
  });
});

describe('argon2id', () => {
  test('accepts its password and refuses others', async () => {
    const { present } = open(ARGON2ID);

    expect(await present('ada', 'password')).toMatchObject(ACCEPTED);
    expect(await present('ada', 'passwort')).toMatchObject(REFUSED);
  });

  test.each([
    ['1 GiB of memory', ARGON2ID.replace('m=256', 'm=1048576')],
    ['99 passes', ARGON2ID.replace('m=256,t=2', 'm=65536,t=99')],
    ['less memory than lanes need', ARGON2ID.replace('m=256', 'm=4')],
    ['no passes', ARGON2ID.replace('t=2', 't=0')],
  ])('with %s is an error', (_what, hash) => {
    expect(problemsOf({ credentials: `ada:${hash}` })).toEqual([
      expect.stringContaining('needs more resources than a Function has: hash the password again'),
    ]);
  });
});

describe('scrypt', () => {
  test('accepts its password and refuses others', async () => {
    const hash = await hashPassword('pässword 1');
    const { present } = open(hash);

    expect(hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await present('ada', 'pässword 1')).toMatchObject(ACCEPTED);
    expect(await present('ada', 'password 1')).toMatchObject(REFUSED);
    expect(await present('ada', hash)).toMatchObject(REFUSED);
  });

  test('uses a new salt for each hash', async () => {
    expect(await hashPassword('password 1')).not.toBe(await hashPassword('password 1'));
  });

  test('accepts a password in any Unicode normalization form', async () => {
    const { present } = open(await hashPassword('café au lait'.normalize('NFD')));

    expect(await present('ada', 'café au lait'.normalize('NFC'))).toMatchObject(ACCEPTED);
    expect(await present('ada', 'café au lait'.normalize('NFD'))).toMatchObject(ACCEPTED);
  });

  // RFC 7914 section 12, the test vector with 16 MiB, as a PHC string.
  test('matches a test vector of RFC 7914', async () => {
    const hash = Buffer.from(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
        'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
      'hex',
    );
    const phc = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const stored = `$scrypt$ln=14,r=8,p=1$${phc(Buffer.from('SodiumChloride'))}$${phc(hash)}`;

    expect(await open(stored).present('ada', 'pleaseletmein')).toMatchObject(ACCEPTED);
  });

  test.each([
    ['128 MiB of memory', '$scrypt$ln=17,r=8,p=1$'],
    ['hours of work', '$scrypt$ln=15,r=8,p=99$'],
    ['no parallelization', '$scrypt$ln=14,r=8,p=0$'],
  ])('with %s is an error', (_what, start) => {
    const hash = `${start + 'A'.repeat(22)}$${'A'.repeat(43)}`;

    expect(problemsOf({ credentials: `ada:${hash}` })).toEqual([
      expect.stringContaining('needs more resources than a Function has: hash the password again'),
    ]);
  });
});

describe('a pepper', () => {
  test('is optional for each hash, so hashes with and without it work together', async () => {
    const credentials = [
      `ada:${await hashPassword('password 1', PEPPER)}`,
      `grace:${await hashPassword('password 2')}`,
    ];
    const { present } = presenter({ credentials }, { PASSWORD_PEPPER: PEPPER });

    expect(await present('ada', 'password 1')).toMatchObject(ACCEPTED);
    expect(await present('grace', 'password 2')).toMatchObject(ACCEPTED);
    expect(await present('ada', 'password 2')).toMatchObject(REFUSED);
  });

  test('leaves its key ID in the hash, but no part of itself', async () => {
    const hash = await hashPassword('password 1', PEPPER);

    expect(hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5,keyid=[\w+/]{6}\$/);
    expect(hash).not.toContain(Buffer.from(PEPPER).toString('base64').slice(0, 6));
  });

  test.each([
    ['missing', {}, 'was hashed with a pepper, so PASSWORD_PEPPER must be set'],
    ['another', { PASSWORD_PEPPER: `${PEPPER}!` }, 'was hashed with another PASSWORD_PEPPER'],
    ['short', { PASSWORD_PEPPER: 'pepper' }, 'PASSWORD_PEPPER has under 16 characters'],
  ])('that is %s is an error', async (_what, variables, problem) => {
    const credentials = `ada:${await hashPassword('password 1', PEPPER)}`;

    expect(problemsOf({ credentials }, variables).join()).toContain(problem);
  });
});

describe('a text that only looks like a hash', () => {
  test.each([
    ...unusable.map(({ format, stored }) => [format, stored] as [string, string]),
    ['LDAP MD5', '{MD5}X03MO1qnZdYdgyfeuILPmQ=='],
    ['SHA-256 crypt', '$5$rounds=5000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8'],
    ['SHA-512 crypt', '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO/O817G3uBnIFNjnQJu'],
    ['DES crypt', 'rqXexS6ZhobKA'],
    ['BSDi crypt', '_J9..CCCCXBrJUJV154M'],
    ['argon2i', '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b3d/w'],
    ['$2x$', '$2x$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC'],
    ['bcrypt cut off', '$2y$10$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2Xo'],
    ['bcrypt of cost 3', '$2y$03$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC'],
    ['bcrypt of cost 15', '$2y$15$Q6GeMFPd0dAxhQULPDdAn.DFy6NDmLaU0A7e2XoJz7PFYAEADFKbC'],
    ['argon2id cut off', ARGON2ID.slice(0, 40)],
    ['scrypt cut off', '$scrypt$ln=14,r=8,p=5$AAAA'],
    ['a dollar and a word', '$ecret pa$$word'],
    ['a brace', '{curly} password'],
  ])('is an error that names the user and the fix: %s', async (_what, stored) => {
    const problems = problemsOf({ credentials: `ada:${stored}` });

    expect(problems).toEqual([
      expect.stringMatching(/^the password of user "ada" in credentials is|looks/),
    ]);
    expect(problems[0]).toContain('npm run credentials -- hash');
    expect(problems[0]).not.toContain(stored);
  });

  test.each([
    '$ecret pa$$word',
    '{curly} password',
    'rqXexS6ZhobKA',
    ...vectors.map(({ stored }) => stored),
  ])('is a plain password with {PLAIN} in front: %s', async (password) => {
    const { present } = presenter({ ...RELAXED, credentials: `ada:{PLAIN}${password}` });

    expect(await present('ada', password)).toMatchObject(ACCEPTED);
    expect(await present('ada', `{PLAIN}${password}`)).toMatchObject(REFUSED);
  });
});
