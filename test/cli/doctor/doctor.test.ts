import { hashPassword } from '../../../assets/auth.private';
import { formatJson, formatTable } from '../../../cli/doctor/format-findings';
import { readManifest } from '../../../cli/project/deploy-manifest';
import { DIRECTORY_VARIABLES } from '../../support/directory/directory-variables';
import { signingKey } from '../../support/guard/signing-key';
import { lineOf } from '../../support/guard/tokens';
import { checkExampleProject, type Difference } from '../../support/projects/check-example-project';
import { PROJECT } from '../../support/projects/project';
import { ENDPOINTS, readPackageJson } from '../../support/projects/project-copy';

const CANARY = 'canary';
const CLEAN = {
  USERNAME: 'ada',
  PASSWORD: `${CANARY}-4711-0815`,
  ACCOUNT_SID: `AC${CANARY}`,
  AUTH_TOKEN: CANARY.padEnd(32, '0'),
  JWT_SIGNING_KEY: signingKey(CANARY),
  BEARER_TOKENS: lineOf('ci', CANARY),
  ...DIRECTORY_VARIABLES,
};
const BUILT = '.twilioserverless';
const FUNCTIONS = readManifest(PROJECT)
  .filter(({ kind }) => kind === 'function')
  .map(({ file }) => file);
const LIBRARY = "const { basic, open, withAuth } = require(Runtime.getAssets()['/auth.js'].path);";
const guarded = (policy: string) =>
  `${LIBRARY}\nexports.handler = withAuth(${policy}, () => 'OK');\n`;
const bcrypt = (cost: string) => `$2b$${cost}$${CANARY}${'x'.repeat(15)}.${'x'.repeat(30)}.`;
const asset = (name: string, content = CANARY) => ({
  files: { [`${BUILT}/assets/${name}`]: content },
});
const packageJson = (change: (declared: { dependencies: Record<string, string> }) => object) => ({
  files: {
    'package.json': JSON.stringify(change(readPackageJson())),
  },
});
const variables = (more: Readonly<Record<string, string>>) => ({
  variables: { ...CLEAN, ...more },
});
const large = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((name) => [name, 'x'.repeat(450)]));

// Without Functions there are none to load, which takes most of the time.
const withoutFunctions = (difference: Difference): Difference => ({
  ...difference,
  removed: [...(difference.removed ?? []), ...FUNCTIONS],
});

// Most Functions are endpoints of the directory, which these settings do not change.
const withoutEndpoints = (difference: Difference): Difference => ({
  ...difference,
  removed: ENDPOINTS,
});

// Every call that a Function must refuse costs a hash, if the settings have one.
const onlyExtra = (difference: Difference): Difference => ({
  ...withoutFunctions(difference),
  files: {
    [`${BUILT}/functions/extra.js`]: `console.log('noise'); console.error('noise');\n${guarded('basic()')}`,
  },
});

/** What is found, as `level name: message`; all that is in order left out. */
async function complaints(difference: Difference): Promise<readonly string[]> {
  const diagnosis = await checkExampleProject({ variables: CLEAN, ...difference });
  const printed = formatTable(diagnosis.findings, { color: false }) + formatJson(diagnosis);
  expect(printed).not.toContain(CANARY);
  return diagnosis.findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, name, message }) => `${level} ${name}: ${message}`);
}

test('a project without problems has neither errors nor warnings', async () => {
  expect(await complaints({})).toEqual([]);
});

describe('settings', () => {
  test.each<[string, Difference, string]>([
    ['a missing password', variables({ PASSWORD: '' }), 'error PASSWORD: PASSWORD is required'],
    [
      'a username with a colon',
      variables({ USERNAME: 'a:b' }),
      'error USERNAME: USERNAME has a colon',
    ],
    [
      'a realm that clients disagree on',
      variables({ BASIC_AUTH_REALM: `å${CANARY}` }),
      'error BASIC_AUTH_REALM: BASIC_AUTH_REALM must be 1 to 128',
    ],
    [
      'a list with a line without a colon',
      variables({ BASIC_AUTH_CREDENTIALS_OPS: `grace:${CANARY}-of-grace\n${CANARY}` }),
      'error BASIC_AUTH_CREDENTIALS_OPS: line 2 of BASIC_AUTH_CREDENTIALS_OPS has no colon',
    ],
    [
      'an htpasswd file with a line without a colon',
      asset('users.private.htpasswd', CANARY),
      'error /users.htpasswd: line 1 of the asset /users.htpasswd has no colon',
    ],
    [
      'a hash that looks broken',
      variables({ PASSWORD: `$2b$10$${CANARY}` }),
      'error PASSWORD: PASSWORD is an invalid bcrypt hash',
    ],
    [
      'no key that signs tokens',
      variables({ JWT_SIGNING_KEY: '' }),
      'warning JWT_SIGNING_KEY: JWT_SIGNING_KEY is required: npm run credentials -- signing-key',
    ],
    [
      'a key that signs no tokens',
      variables({ JWT_SIGNING_KEY: CANARY }),
      'error JWT_SIGNING_KEY: JWT_SIGNING_KEY must be a JSON Web Key',
    ],
    [
      'a line of scopes without a client',
      variables({ OAUTH_SCOPES: CANARY }),
      'error OAUTH_SCOPES: line 1 of OAUTH_SCOPES must be client:scope scope',
    ],
    [
      'a short password',
      variables({ PASSWORD: 'canary7' }),
      'warning PASSWORD: PASSWORD has under 8 characters',
    ],
    [
      "the password of Twilio's example",
      variables({ PASSWORD: 'Ahoy there!' }),
      'warning USERNAME and PASSWORD: the password of user "ada" is from an example',
    ],
    [
      'a bcrypt hash that costs too little',
      variables({ PASSWORD: bcrypt('04') }),
      'warning USERNAME and PASSWORD: the bcrypt hash of user "ada" has cost 4',
    ],
    [
      'one password for two users',
      variables({ BASIC_AUTH_CREDENTIALS: `grace:${CLEAN.PASSWORD}` }),
      'warning ada, grace: these users have the same password',
    ],
    [
      'a plain password in production',
      { parameters: ['--production'] },
      'warning USERNAME and PASSWORD: 1 password in plain text, and the target is production',
    ],
    [
      'a pepper that no hash uses',
      variables({ PASSWORD_PEPPER: `${CANARY}-pepper-0815` }),
      'warning PASSWORD_PEPPER: is set, but no stored hash uses it',
    ],
    [
      'a hash that needs a package which is not declared',
      {
        ...variables({ PASSWORD: bcrypt('10') }),
        ...packageJson((given) => {
          const { 'hash-wasm': _, ...dependencies } = given.dependencies;
          return { ...given, dependencies };
        }),
      },
      'error hash-wasm: bcrypt and argon2id need it',
    ],
  ])('%s is found', async (_what, difference, expected) => {
    const found = await complaints(withoutEndpoints(difference));

    expect(found).toEqual([expect.stringContaining(expected)]);
  });
});

test('a hash with the pepper is accepted, in production too', async () => {
  const PASSWORD_PEPPER = `${CANARY}-pepper-0815`;
  const PASSWORD = await hashPassword(CLEAN.PASSWORD, PASSWORD_PEPPER);

  const difference = { ...variables({ PASSWORD, PASSWORD_PEPPER }), parameters: ['--production'] };

  expect(await complaints(onlyExtra(difference))).toEqual([]);
});

describe('variables', () => {
  test.each<[string, Difference, string]>([
    ['a value of 452 bytes', variables({ A: 'å'.repeat(226) }), 'error A: has over 450 bytes'],
    [
      'a name of 129 characters',
      variables({ ['N'.repeat(129)]: CANARY }),
      `error ${'N'.repeat(129)}: the name has over 128 characters`,
    ],
    [
      'over 3,000 bytes in all',
      variables({ ...large, F: 'x'.repeat(450), G: 'x'.repeat(450) }),
      'error .env: 15 variables with 3,7',
    ],
    [
      'over 80 % of 3,000 bytes',
      variables({ ...large, F: 'x'.repeat(20) }),
      'warning .env: 14 variables',
    ],
    [
      "a variable of Twilio's own",
      variables({ DOMAIN_NAME: CANARY }),
      'error DOMAIN_NAME: Twilio sets',
    ],
    [
      'a line that is not an assignment',
      { env: `USERNAME=ada\n${CANARY}\nPASSWORD=${CLEAN.PASSWORD}\n` },
      'error .env: line 2 is not an assignment',
    ],
    [
      'a variable that is set twice',
      { env: `USERNAME=ada\nPASSWORD=${CANARY}\nPASSWORD=${CLEAN.PASSWORD}\n` },
      'warning PASSWORD: .env sets it more than once',
    ],
  ])('%s is found', async (_what, difference, expected) => {
    const found = await complaints(withoutFunctions(difference));

    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  test('a missing .env is found with its consequences', async () => {
    expect(await complaints(withoutEndpoints({ env: null }))).toEqual([
      'error USERNAME: USERNAME is required',
      'error PASSWORD: PASSWORD is required',
      'error .env: is missing',
      expect.stringContaining('warning DATABASE_URL: DATABASE_URL is required'),
      expect.stringContaining('warning BEARER_TOKENS: BEARER_TOKENS is required'),
      expect.stringContaining('warning JWT_SIGNING_KEY: JWT_SIGNING_KEY is required'),
    ]);
  });

  test('variables that are not sent have no findings', async () => {
    const more = { AUTH_TOKEN: 'x'.repeat(3000), BASIC_AUTH_REALM: '' };

    expect(await complaints(withoutEndpoints(variables(more)))).toEqual([]);
  });
});

describe('Functions', () => {
  const leak = 'throw new Error(`no $' + '{process.env.PASSWORD}`);';
  const map = '//# sourceMappingURL=data:application/json;base64,e30=';
  const faults: readonly (readonly [name: string, code: string, expected: string])[] = [
    [
      'bare',
      'exports.handler = () => undefined;',
      'error /bare: anyone can call it: it has no guard',
    ],
    [
      'report-only',
      guarded('{ schemes: basic(), enforce: false }'),
      'warning /report-only: anyone can call it: enforce is false; basic: 1 user (1 plain)',
    ],
    [
      'sms.protected',
      'exports.handler = () => undefined;',
      "warning /sms: protected by Twilio's signature, which npm start does not check",
    ],
    ['other', 'exports.other = 1;', 'error /other: cannot be loaded: it exports no handler'],
    ['throws', leak, 'error /throws: cannot be loaded: no […]'],
    ['exits', 'process.exit(0);', 'error /exits: cannot be loaded: it ends the process'],
    ['hangs', 'for (;;);', 'error /hangs: cannot be loaded: it takes over 3 seconds'],
    ['realm', guarded("basic({ realm: '' })"), 'error /realm: realm must be 1 to 128 printable'],
    [
      'relative',
      `require('./basic');\n${guarded('basic()')}`,
      `error ${BUILT}/functions/relative.js: requires ./basic, which fails once deployed`,
    ],
    [
      'undeclared',
      `require('typescript/package.json');\n${guarded('basic()')}`,
      `error ${BUILT}/functions/undeclared.js: requires typescript, which is not in "dependencies"`,
    ],
    [
      'mapped',
      `${guarded('basic()')}${map}\n`,
      `warning ${BUILT}/functions/mapped.js: contains a source map`,
    ],
  ];
  let found: readonly string[];

  beforeAll(async () => {
    const files = faults.map(([name, code]) => [`${BUILT}/functions/${name}.js`, code] as const);
    found = await complaints(withoutEndpoints({ files: Object.fromEntries(files) }));
  });

  test.each(faults)('the fault of %s.js is found', (_name, _code, expected) => {
    expect(found.filter((line) => line.startsWith(expected))).toHaveLength(1);
  });

  test('no other problem is found', () => {
    expect(found).toHaveLength(faults.length);
  });

  test('the accepted users of each Function are listed, and its output is not shown', async () => {
    const list = `grace:${bcrypt('12')}\nheddy:${bcrypt('12')}`;
    const { state, findings } = await checkExampleProject({
      ...onlyExtra(variables({ BASIC_AUTH_CREDENTIALS: list })),
    });

    expect(findings).toContainEqual({
      level: 'ok',
      name: '/extra',
      message: 'guarded; basic: 3 users (1 plain, 2 bcrypt)',
    });
    expect(state.functions.find(({ path }) => path === '/extra')?.schemes).toEqual([
      expect.objectContaining({
        users: [
          { username: 'ada', format: 'plain', peppered: false, source: 'USERNAME and PASSWORD' },
          {
            username: 'grace',
            format: 'bcrypt',
            peppered: false,
            source: 'BASIC_AUTH_CREDENTIALS',
          },
          {
            username: 'heddy',
            format: 'bcrypt',
            peppered: false,
            source: 'BASIC_AUTH_CREDENTIALS',
          },
        ],
      }),
    ]);
  });
});

describe('files', () => {
  const large = 'x'.repeat(10 * 1024 * 1024 + 1);
  const faults: readonly (readonly [name: string, expected: string, content?: string])[] = [
    ['page.ts', 'public on the web: source code'],
    ['auth.private.d.ts', 'public on the web: source code'],
    ['auth.private.js.map', 'public on the web: a source map'],
    ['auth.test.js', 'public on the web: a test'],
    ['staging.env', 'public on the web: a file of variables'],
    ['users.htpasswd', 'public on the web: a secret'],
    ['tls.protected.pem', 'protected on the web: a secret'],
    ['.npmrc', 'public on the web: a file whose name begins with a dot'],
    ['a.private/b.txt', 'public on the web: in a private folder'],
    ['page.js', 'contains a source map', 'run();\n//# sourceMappingURL=page.js.map\n'],
    ['large.private.txt', 'has over 10 MB', large],
  ];
  let found: readonly string[];

  beforeAll(async () => {
    const files = faults.map(
      ([name, , content = CANARY]) => [`${BUILT}/assets/${name}`, content] as const,
    );
    found = await complaints(withoutFunctions({ files: Object.fromEntries(files) }));
  });

  test.each(faults)('%s is found: %s', (name, expected) => {
    const [line = '', ...others] = found.filter((one) => one.includes(`/assets/${name}:`));

    expect(others).toEqual([]);
    expect(line).toMatch(/^error /);
    expect(line).toContain(expected);
  });

  test('no other problem is found', () => {
    expect(found).toHaveLength(faults.length);
  });

  test.each<[string, Difference, string]>([
    ['a path twice', asset('auth.js', ''), 'error /auth.js: more than one file has this path'],
    [
      'too many private assets',
      {
        files: Object.fromEntries(
          Array.from({ length: 50 }, (_, index) => [`${BUILT}/assets/${index}.private.txt`, '']),
        ),
      },
      ' private assets, and Twilio accepts 50',
    ],
    [
      'a missing manifest',
      { removed: [`${BUILT}/manifest.json`], staleManifest: true },
      `error ${BUILT}/manifest.json: is missing`,
    ],
  ])('%s is found', async (_what, difference, expected) => {
    const found = await complaints(withoutFunctions(difference));

    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  test('a file that the manifest does not list is found, and so is a missing file', async () => {
    const difference = {
      ...asset('page.html', '<p>'),
      removed: [`${BUILT}/functions/health.js`],
      staleManifest: true,
    };

    expect(await complaints(difference)).toEqual([
      expect.stringContaining(`error ${BUILT}/manifest.json: - public function /health`),
      expect.stringContaining(`error ${BUILT}/manifest.json: + public asset /page.html`),
    ]);
  });
});
