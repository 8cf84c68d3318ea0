import { apiKey, bearer, withAuth } from '../../../lib';
import { invoke } from '../../support/guard/invoke';
import { FOREIGN, hashOf, ID, lineOf, TOKEN } from '../../support/guard/tokens';
import {
  type CredentialsProject,
  openCredentialsProject,
} from '../../support/projects/credentials-project';

const KIT = /^tfa_[0-9A-Za-z]{12}_[0-9A-Za-z]{33}\n$/;
const ENV = '# ours\nPASSWORD=ahoy there\n';

let project: CredentialsProject;
beforeAll(() => {
  project = openCredentialsProject();
});
beforeEach(() => {
  project.clear();
  project.write('.env', ENV);
});
afterAll(() => project.remove());

/** What a guarded Function answers to a token, given what the project holds. */
async function call(token: string, PATH = '/test') {
  const handler = withAuth(bearer(), (context) => context.auth);
  const variables = { ...project.variables(), PATH };
  return invoke(handler, { authorization: `Bearer ${token}`, variables });
}

/** Makes a token, which has to succeed. */
async function make(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await project.run(['token', ...args]);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(KIT)]);
  return { token: stdout.trimEnd(), id: stdout.slice(4, 16), stderr };
}

describe('the command token', () => {
  test('creates a token that is valid for its name, and stores only its id and hash', async () => {
    const { token, id } = await make('ci');

    expect(project.read('.env')).toBe(`${ENV}BEARER_TOKENS="ci:${id}.${hashOf(token)}"\n`);
    expect((await call(token)).body).toEqual({
      scheme: 'bearer',
      username: 'ci',
      credentialId: id,
    });
  });

  test('creates a token that apiKey() accepts, too', async () => {
    const { token } = await make('ci');

    const event = { request: { headers: { 'x-api-key': token } } };
    const handler = withAuth(apiKey(), () => 'in');
    expect((await invoke(handler, { variables: project.variables(), event })).body).toBe('in');
  });

  test('prints only the token to standard output', async () => {
    const { token, id, stderr } = await make('ci');

    expect(stderr).toContain(`Added a token of ci, ${id}, to BEARER_TOKENS.`);
    expect(stderr).toContain('not shown again');
    expect(stderr).toContain('BEARER_TOKENS: 59 of 450 bytes; all variables: 103 of about');
    expect(stderr).toContain('or deploy again');
    expect(stderr).not.toContain(token.slice(17));
  });

  test('adds several tokens to a name, as rotation requires', async () => {
    const one = await make('ci');
    const other = await make('ci');

    expect((await call(one.token)).status).toBe(200);
    expect((await call(other.token)).status).toBe(200);
  });

  test('stores the token in another variable with --variable', async () => {
    const { token } = await make('ci', '--variable', 'BEARER_TOKENS_2');

    expect(Object.keys(project.variables())).toContain('BEARER_TOKENS_2');
    expect((await call(token)).status).toBe(200);
  });

  test('limits the token with --expires, --path and --scope', async () => {
    const limits = ['--expires=2999-01-31', '--path=/status', '--path=/hooks/*', '--scope=read'];
    const { token, id } = await make('ci', ...limits, '--scope=write');

    expect(project.variables()['BEARER_TOKENS']).toBe(
      `ci:${id}.${hashOf(token)} expires=2999-01-31 paths=/status,/hooks/* scopes=read,write`,
    );
    expect((await call(token, '/hooks/sms')).body).toMatchObject({ scopes: ['read', 'write'] });
    expect((await call(token, '/admin')).status).toBe(403);
  });

  test('accepts a number of days for --expires, to the end of the last day', async () => {
    const dayFrom = (time: number) => new Date(time + 90 * 86_400_000).toISOString().slice(0, 10);
    const before = dayFrom(Date.now());

    await make('ci', '--expires', '90d');

    // It may be midnight in between.
    const [, expires] = /expires=(\S+)/.exec(`${project.variables()['BEARER_TOKENS']}`) ?? [];
    expect([before, dayFrom(Date.now())]).toContain(expires);
  });

  test.each([
    ['a token of this library', TOKEN, `${ID}.`],
    ['another', FOREIGN, ''],
    ['another, with a line break at its end', `${FOREIGN}\n`, ''],
  ])(
    'stores with --existing the hash of %s from standard input, and prints nothing',
    async (_what, input, id) => {
      const { exitCode, stdout, stderr } = await project.run(['token', 'ci', '--existing'], input);

      expect([exitCode, stdout]).toEqual([0, '']);
      expect(project.variables()['BEARER_TOKENS']).toBe(`ci:${id}${hashOf(input.trimEnd())}`);
      expect(stderr).not.toContain(input.trimEnd());
      expect((await call(input.trimEnd())).status).toBe(200);
    },
  );

  test('creates a missing .env as npm start does', async () => {
    project.clear();

    const { token, stderr } = await make('ci');

    expect(stderr).toContain('Created .env with a random PASSWORD.');
    expect(project.read('.env')).toMatch(/\n# BEARER_TOKENS=\nBEARER_TOKENS="ci:/);
    expect((await call(token)).status).toBe(200);
  });

  test('changes nothing if a value would exceed 450 bytes, and names another variable', async () => {
    const lines = Array.from({ length: 9 }, (_, index) => lineOf('ci', `${index}`));
    project.write(
      '.env',
      `BEARER_TOKENS="${lines.join('\\n')}"\nBEARER_TOKENS_2=${lineOf('a', 'b')}\n`,
    );
    const before = project.read('.env');

    const { exitCode, stdout, stderr } = await project.run(['token', 'build server']);

    expect([exitCode, stdout, project.read('.env')]).toEqual([1, '', before]);
    expect(stderr).toMatch(
      /BEARER_TOKENS would have 4\d\d bytes, .*\n.* --variable BEARER_TOKENS_3\s*$/,
    );
  });
});

describe('the command revoke', () => {
  const line = (name: string, id: string) => `${name}:${id.repeat(12)}.${hashOf(id)} scopes=read`;
  beforeEach(() => {
    project.write(
      '.env',
      `A=1\nBEARER_TOKENS="# ours\\n${line('ci', 'A')}\\n${line('ci', 'B')}"\nBEARER_TOKENS_2="${line('bob', 'C')}"\n`,
    );
  });

  test('removes only the token with that id', async () => {
    const { exitCode, stdout, stderr } = await project.run(['revoke', 'A'.repeat(12)]);

    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('Revoked the token AAAAAAAAAAAA in BEARER_TOKENS.');
    expect(stderr).toContain('Until then, the token still works');
    expect(project.variables()).toEqual({
      A: '1',
      BEARER_TOKENS: `# ours\n${line('ci', 'B')}`,
      BEARER_TOKENS_2: line('bob', 'C'),
    });
    expect((await call('A')).status).toBe(401);
    expect((await call('B')).status).toBe(200);
  });

  test('finds the token in any variable and leaves none empty, because the old value would stay online', async () => {
    await project.run(['revoke', 'C'.repeat(12)]);

    expect(project.variables()['BEARER_TOKENS_2']).toBe('# nobody');
    const { token } = await make('eve', '--variable=BEARER_TOKENS_2');
    expect(project.variables()['BEARER_TOKENS_2']).toMatch(/^eve:[^\n]+$/);
    expect((await call(token)).status).toBe(200);
  });

  test('accepts a whole token in place of its id and does not print it', async () => {
    const { token, id } = await make('ci');

    const { exitCode, stderr } = await project.run(['revoke', token]);

    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Revoked the token ${id} in BEARER_TOKENS.`);
    expect(stderr).not.toContain(token.slice(17));
    expect((await call(token)).status).toBe(401);
  });

  test('revokes an invalid line, too', async () => {
    project.write('.env', `BEARER_TOKENS="ci:${ID}.damaged"\n`);

    expect((await project.run(['revoke', ID])).exitCode).toBe(0);
    expect(project.variables()).toEqual({ BEARER_TOKENS: '# nobody' });
  });
});

describe('the command list', () => {
  test('prints every token with its limits and source, but no hash', async () => {
    const lines = [
      `ci:${ID}.${hashOf(TOKEN)} expires=2020-01-01 paths=/a,/b/* scopes=read,write`,
      '# bob’s',
      lineOf('bob', FOREIGN, ' expires=2999-01-31'),
    ];
    project.write('.env', `BEARER_TOKENS="${lines.join('\\n')}"\n`);

    const { exitCode, stdout } = await project.run(['list']);

    expect(exitCode).toBe(0);
    expect(stdout.split('\n').map((row) => row.split(/ {2,}/))).toEqual([
      [''],
      ['TOKEN OF', 'ID', 'EXPIRES', 'PATHS', 'SCOPES', 'SOURCE'],
      ['ci', ID, '2020-01-01 (expired)', '/a,/b/*', 'read,write', 'line 1 of BEARER_TOKENS'],
      ['bob', '-', '2999-01-31', 'all', '-', 'line 3 of BEARER_TOKENS'],
      [''],
    ]);
    expect(stdout).not.toContain(hashOf(TOKEN).slice(0, 10));
  });

  test('prints the problems of the tokens', async () => {
    project.write('.env', `BEARER_TOKENS="ci:${TOKEN}"\n`);

    const { stdout, stderr } = await project.run(['list']);

    expect(stderr).toMatch(
      /every request with a token gets status 500:\n- line 1 of BEARER_TOKENS must have the hash/,
    );
    expect(stdout + stderr).not.toContain(TOKEN.slice(17));
  });
});

describe('a refused command names the remedy and changes nothing:', () => {
  const stored = lineOf('ci', FOREIGN);

  test.each<[readonly string[], RegExp, input?: string]>([
    [['token'], /missing required argument 'name'\nAdd --help/],
    [['token', ''], /The name is required/],
    [['token', 'a:b'], /The name has a colon/],
    [['token', '#ci'], /The name must not begin with #/],
    [['token', 'do\\nald'], /BEARER_TOKENS cannot store this value: .* another name/],
    [['token', 'ci', 's3cr3t'], /too many arguments for 'token'/],
    [['token', 'ci', '--generate'], /unknown option '--generate'/],
    [['token', 'ci', '--file'], /unknown option '--file'/],
    [['token', 'ci', '--variable=BASIC_AUTH_CREDENTIALS'], /BEARER_TOKENS_, followed by letters/],
    [['token', 'ci', '--variable=BEARER_TOKENS-2'], /letters, digits and _/],
    [['token', 'ci', '--expires=tomorrow'], /--expires must be a day, a time in UTC or a number/],
    [['token', 'ci', '--expires=2027-02-30'], /--expires must be a day/],
    [['token', 'ci', '--expires=2020-01-01'], /--expires must be in the future/],
    [['token', 'ci', '--path=status'], /--path must be a path, .* once for each/],
    [['token', 'ci', '--path=/a,/b'], /--path must be a path/],
    [['token', 'ci', '--scope=a,b'], /--scope must be the name of one scope/],
    [['token', 'ci', '--scope='], /--scope must be the name of one scope/],
    [['token', 'ci', '--existing'], /Standard input is empty: the token is required/],
    [['token', 'ci', '--existing'], /This is not a token/, 's3cr3t s3cr3t s3cr3t s3cr3t'],
    [['token', 'ci', '--existing'], /This is not a token/, `tfa_${'s3cr3t'.repeat(8)}`],
    [
      ['token', 'ci', '--existing'],
      /has 21 characters and must have at least 22/,
      's3cr3t7s3cr3t7s3cr3t7',
    ],
    [
      ['token', 'bob', '--existing'],
      /line 2 of BEARER_TOKENS has the same hash as line 1/,
      FOREIGN,
    ],
    [['revoke'], /missing required argument 'id'/],
    [['revoke', 'A'.repeat(12)], /No token has this id/],
    [['revoke', 's3cr3t-of-somebody'], /No token has this id/],
    [['revoke', ID, 's3cr3t'], /too many arguments for 'revoke'/],
  ])('%j', async (args, message, input = '') => {
    const env = `BEARER_TOKENS=${stored}\n`;
    project.write('.env', env);

    const { exitCode, stdout, stderr } = await project.run(args, input);

    const isUsage = /argument|unknown option/.test(String(message));
    expect([exitCode, stdout]).toEqual([isUsage ? 2 : 1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/s3cr3t|c2VjcmV0|\n\s+at /);
    expect(project.read('.env')).toBe(env);
  });
});
