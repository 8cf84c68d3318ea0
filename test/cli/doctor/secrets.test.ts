import { generateKeyPairSync } from 'node:crypto';
import { hashPassword } from '../../../assets/auth.private';
import { formatTable } from '../../../cli/doctor/format-findings';
import { readManifest } from '../../../cli/project/deploy-manifest';
import { makeToken } from '../../../lib/tokens/token-format';
import { checkExampleProject } from '../../support/projects/check-example-project';
import { PROJECT } from '../../support/projects/project';

// What the doctor finds in assets that have a URL: by name, and by what is in them.

const ASSETS = '.twilioserverless/assets';
const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const JWK = JSON.stringify(privateKey.export({ format: 'jwk' }));
const SECRET = PEM.split('\n')[1] as string;
const { token: TOKEN } = makeToken();
const BCRYPT = `$2b$10$${'a'.repeat(22)}${'b'.repeat(31)}`;
const html = (text: string) => `<!doctype html><title>x</title><p>${text}</p>`;
const wrong = (token: string) => `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;

let SCRYPT = '';
beforeAll(async () => {
  SCRYPT = await hashPassword('a random password');
});

/** What is found in one asset, as `level: message`. */
async function foundIn(assets: Readonly<Record<string, string | Buffer>>) {
  const files = Object.entries(assets).map(([name, text]) => [`${ASSETS}/${name}`, text] as const);
  const diagnosis = await checkExampleProject({
    files: Object.fromEntries(files) as Readonly<Record<string, string>>,
    removed: readManifest(PROJECT)
      .filter(({ kind }) => kind === 'function')
      .map(({ file }) => file),
  });
  const printed = formatTable(diagnosis.findings, { color: false }).replace(/\s+/g, ' ');
  return {
    printed,
    of: (name: string) =>
      diagnosis.findings
        .filter((finding) => finding.name === `${ASSETS}/${name}` && finding.level !== 'ok')
        .map(({ level, message }) => `${level}: ${message}`),
  };
}

describe('an asset of any name that contains a secret is an error:', () => {
  const cases: readonly (readonly [name: string, text: () => string | Buffer, what: string])[] = [
    ['key.txt', () => PEM, 'a private key'],
    ['key-crlf.txt', () => PEM.replaceAll('\n', '\r\n'), 'a private key'],
    ['settings.json', () => JSON.stringify({ private_key: PEM }), 'a private key'],
    ['app.js', () => `const key = ${JSON.stringify(PEM)};`, 'a private key'],
    [
      'joined.js',
      () => `const key = '${PEM.trim().split('\n').join("\\n' +\n  '")}';`,
      'a private key',
    ],
    ['page.html', () => html(PEM.replaceAll('\n', '<br>')), 'a private key'],
    ['key.utf16.txt', () => Buffer.from(`\ufeff${PEM}`, 'utf16le'), 'a private key'],
    [
      'rsa.txt',
      () =>
        `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00AA\n\n${SECRET}\n`,
      'a private key',
    ],
    ['encoded.yml', () => `key: ${Buffer.from(PEM).toString('base64')}`, 'a private key'],
    ['jwk.txt', () => JWK, 'a private key as JSON'],
    ['jwk.js', () => `var k = ${JWK.replace(/"(\w+)":/g, '$1:')};`, 'a private key as JSON'],
    [
      'octets.txt',
      () => `{"kty":"oct","k":"${Buffer.alloc(32, 7).toString('base64url')}"}`,
      'a private key as JSON',
    ],
    [
      'notes.txt',
      () => 'postgres://service:x8Kq-2vv@db.example.com/directory?sslmode=verify-full',
      'a connection string with a password',
    ],
    [
      'page2.html',
      () => html('mongodb+srv://app:Zz91kkq@cluster0.mongodb.net/x'),
      'a connection string with a password',
    ],
    ['hook.json', () => '{"url":"https://twilio:x8Kq2vv@x-1.twil.io/sms"}', 'a connection string'],
    ['redis.txt', () => 'rediss://:x8Kq2vvx@cache.acme.io:6380', 'a connection string'],
    ['main.js', () => `fetch('/x', { headers: { 'X-Api-Key': '${TOKEN}' } })`, 'a token of this'],
    ['ci.txt', () => `ghp_${'a1B2'.repeat(9)}`, 'a token'],
    ['twilio.js', () => `twilio('AC${'0a'.repeat(16)}', '${'1b'.repeat(16)}')`, 'an auth token'],
    ['users.txt', () => `ada:${BCRYPT}`, 'a hash of a password'],
    ['users.json', () => JSON.stringify({ ada: SCRYPT }), 'a hash of a password'],
    [
      'argon.txt',
      () => `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`,
      'a hash',
    ],
    ['apache.txt', () => `ada:$apr1$abcdefgh$${'c'.repeat(22)}`, 'a hash of a password'],
    ['sha.txt', () => `ada:{SHA}${'d'.repeat(27)}=`, 'a hash of a password'],
    ['rows.txt', () => '--\n-- PostgreSQL database dump\n--\n', 'a dump of a database'],
    [
      'copied.txt',
      () => 'COPY public.users (id, email) FROM stdin;\n1\tada',
      'a dump of a database',
    ],
    ['store.bin', () => Buffer.from('SQLite format 3\0'), 'a dump of a database'],
    ['env.txt', () => 'USERNAME=ada\nPASSWORD=x8Kq2vvx81\n', 'a variable with a secret'],
    ['deep/env.js', () => `/*\nDIRECTORY_KEY=${'A1'.repeat(20)}=\n*/`, 'a variable with a secret'],
    ['late.txt', () => `${'x'.repeat(3_000_000)}\n${PEM}`, 'a private key'],
    ['signed.protected.txt', () => PEM, 'protected on the web and seems to contain a private'],
  ];
  let found: Awaited<ReturnType<typeof foundIn>>;
  beforeAll(async () => {
    found = await foundIn(Object.fromEntries(cases.map(([name, text]) => [name, text()])));
  });

  test.each(cases)('%s', (name, _text, what) => {
    expect(found.of(name)).toEqual([expect.stringContaining(what)]);
    expect(found.of(name)[0]).toMatch(/^error: /);
  });

  test('no secret is printed', () => {
    for (const secret of [SECRET, TOKEN, BCRYPT, 'x8Kq2vv', '1b1b1b1b']) {
      expect(found.printed).not.toContain(secret);
    }
  });
});

test('an asset that must not have a URL is found by its name', async () => {
  const names = [
    'backup.sql',
    'BACKUP.SQL',
    'backup.sql.gz',
    'users.bak',
    'data.sqlite',
    'data.sqlite3',
    'data.db',
    'all.dump',
    'tls.p12',
    'Server.KEY',
    'service-account.json',
    'serviceAccountKey-prod.json',
    'keys/id_ed25519',
    'index.html~',
  ];
  const found = await foundIn(Object.fromEntries(names.map((name) => [name, 'x'])));

  for (const name of names) {
    expect([name, found.of(name)]).toEqual([name, [expect.stringMatching(/^error: /)]]);
  }
});

test('an ordinary asset is neither an error nor a warning', async () => {
  const assets = {
    'public-key.txt': `-----BEGIN PUBLIC KEY-----\n${SECRET}\n-----END PUBLIC KEY-----`,
    'certificate.txt': `-----BEGIN CERTIFICATE-----\n${SECRET}\n-----END CERTIFICATE-----`,
    'jwks.json': JSON.stringify({ keys: [{ ...JSON.parse(JWK), d: undefined }] }),
    'pem.js': "const BEGIN = '-----BEGIN PRIVATE KEY-----', END = '-----END PRIVATE KEY-----';",
    'docs.html': html(
      'postgres://user:password@host/database, https://user:pass@example.com and smtps://user:<b>password</b>@host',
    ),
    'guide.txt': 'PASSWORD=your-password\nAUTH_TOKEN=<token>\nMAX_TOKENS=4096\nDATABASE_URL=\n',
    'icon.svg': '<svg><path d="M12.5 3.2a4 4 0 0 1 4 4v2.1"/></svg>',
    'app.js': 'var a={d:"0123456789abcdef0123456789abcdef",kind:"x"};fetch("https://a.b:8080/x@y")',
    'hash.html': html('A hash looks like $2b$10$… or $scrypt$ln=14,r=8,p=5$…; a token like tfa_…'),
    'site.webmanifest': '{"name":"Ahoy","icons":[]}',
    'mail.html': html('<a href="mailto:ada@example.com">https://example.com:443/ada@example</a>'),
  };
  const found = await foundIn(assets);

  for (const name of Object.keys(assets)) expect([name, found.of(name)]).toEqual([name, []]);
});

test('a possible example and a file that cannot be searched are warnings', async () => {
  const assets = {
    'setup.txt': 'postgres://app:password@db.acme.io/app',
    'tokens.html': html(wrong(TOKEN)),
    'download.zip': 'PK',
  };
  const found = await foundIn(assets);

  for (const name of Object.keys(assets)) {
    expect([name, found.of(name)]).toEqual([name, [expect.stringMatching(/^warning: /)]]);
  }
});

test('a private asset may contain secrets', async () => {
  const found = await foundIn({ 'keys.private.txt': PEM, 'backup.private.sql': JWK });

  expect(found.of('keys.private.txt')).toEqual([]);
  expect(found.of('backup.private.sql')).toEqual([]);
});
