import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { basic, withAuth } from '../../../lib';
import { hashPassword } from '../../../lib/passwords/scrypt';
import '../../support/guard/cheap-scrypt';
import { basicAuthorization, invoke } from '../../support/guard/invoke';
import {
  COMMAND,
  type CredentialsProject,
  HTPASSWD,
  openCredentialsProject,
} from '../../support/projects/credentials-project';

const HASH = /^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}\n$/;
const PEPPERED = /^\$scrypt\$ln=14,r=8,p=5,keyid=[\w+/]{6}\$[\w+/]{22}\$[\w+/]{43}\n$/;
const PEPPER = 'PASSWORD_PEPPER=sixteen letters!\n';
const BCRYPT = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

let project: CredentialsProject;
beforeAll(() => {
  project = openCredentialsProject({ hashes: 'cheap' });
});
beforeEach(() => project.clear());
afterAll(() => project.remove());

test('the npm script runs the tested command', async () => {
  const { scripts } = JSON.parse(project.read('package.json'));

  expect(scripts.credentials).toBe(['node', ...COMMAND].join(' '));
  expect(await project.runSource(['--help'])).toEqual(await project.run(['--help']));
});

/** The status that a guarded Function answers with, given what the project holds. */
async function statusOf(username: string, password: string): Promise<number> {
  const handler = withAuth(basic(), () => 'OK');
  const authorization = basicAuthorization(username, password);
  return (await invoke(handler, { authorization, variables: project.variables() })).status;
}

/** The runtime's private assets, with the htpasswd file among them. */
const assetsOf = (text: string) => () => ({ '/users.htpasswd': { open: () => text } });

describe('the command hash', () => {
  test.each([
    ['as it is', 'correct horse'],
    ['without the line break at its end', 'correct horse\n'],
    ['without the line break of Windows', 'correct horse\r\n'],
  ])('hashes the password on standard input %s', async (_case, input) => {
    const { exitCode, stdout, stderr } = await project.run(['hash'], input);
    project.write('.env', `BASIC_AUTH_CREDENTIALS=ada:${stdout}`);

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(HASH);
    expect(await statusOf('ada', 'correct horse')).toBe(200);
  });

  test('uses the pepper, unless --no-pepper is given', async () => {
    project.write('.env', PEPPER);

    const peppered = await project.run(['hash'], 'correct horse');
    const bare = await project.run(['hash', '--no-pepper'], 'correct horse');

    expect(peppered.stdout).toMatch(PEPPERED);
    expect(peppered.stderr).toContain('The hash uses PASSWORD_PEPPER');
    expect(bare.stdout).toMatch(HASH);
  });

  test('generates a random password and prints it in addition to the hash', async () => {
    const runs = await Promise.all([1, 2].map(() => project.run(['hash', '--generate'])));
    const passwords = runs.map(({ stderr }) => /not shown again: (\w{24})\n$/.exec(stderr)?.[1]);
    project.write('.env', `BASIC_AUTH_CREDENTIALS=ada:${runs[0]?.stdout}`);

    expect(new Set(passwords).size).toBe(2);
    expect(await statusOf('ada', `${passwords[0]}`)).toBe(200);
  });

  test('hashes a password that looks like a hash', async () => {
    const { stdout } = await project.run(['hash'], '{SHA}geheimnis');
    project.write('.env', `BASIC_AUTH_CREDENTIALS=ada:${stdout}`);

    expect(await statusOf('ada', '{SHA}geheimnis')).toBe(200);
  });
});

describe('the command add', () => {
  test.each([
    ['plain', 'ada', 'correct horse'],
    ['UTF-8', 's\u00f8ren', '\u6697\u53f7\u6697\u53f7\u6697\u53f7\u6697\u53f7'],
    ['decomposed', 'so\u0308ren', 'u\u0308ber den Berg'],
    ['hard for a shell and for .env', `o'br"ien $x=#`, ` "a\\n:b' `],
    ['long', 'u'.repeat(128), 'p'.repeat(128)],
  ])(
    'adds a user whose only valid password is the given one: %s',
    async (_case, username, password) => {
      project.write('.env', 'A=1\n# note\n');

      const { exitCode, stderr } = await project.run(['add', username], password);

      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Added')]);
      expect(await statusOf(username, password)).toBe(200);
      expect(await statusOf(username, `${password}.`)).toBe(401);
      expect(project.read('.env')).toMatch(/^A=1\n# note\nBASIC_AUTH_CREDENTIALS=".*"\n$/);
    },
  );

  test('prints the line, its size and the next step, but never the password', async () => {
    project.write('.env', 'A=1\n');

    const { stdout, stderr } = await project.run(['add', 'ada'], 'correct horse');

    expect(project.read('.env')).toBe(`A=1\n${stdout}`);
    expect(stderr).toContain(
      'BASIC_AUTH_CREDENTIALS: 92 of 450 bytes; all variables: 129 of about',
    );
    expect(stderr).toContain('or deploy again');
    expect(stdout + stderr).not.toContain('correct horse');
  });

  test('keeps the other users of the variable and prints their plain passwords as ***', async () => {
    project.write('.env', 'BASIC_AUTH_CREDENTIALS="bob:{PLAIN}s3cr3t s3cr3t\\neve:sesame open"\n');

    const { stdout } = await project.run(['add', 'ada'], 'correct horse');

    expect(stdout).toMatch(
      /^BASIC_AUTH_CREDENTIALS="bob:\*\*\*\\neve:\*\*\*\\nada:\$scrypt\$.*"\n$/,
    );
    expect(await statusOf('bob', 's3cr3t s3cr3t')).toBe(200);
    expect(await statusOf('eve', 'sesame open')).toBe(200);
    expect(await statusOf('ada', 'correct horse')).toBe(200);
  });

  test('creates a missing .env as npm start does', async () => {
    const { stderr } = await project.run(['add', 'ada', '--generate']);
    const [, password = ''] = /not shown again: (\w+)\n/.exec(stderr) ?? [];

    expect(stderr).toContain('Created .env with a random PASSWORD.');
    expect(statSync(join(project.folder, '.env')).mode & 0o777).toBe(0o600);
    expect(await statusOf('ada', password)).toBe(200);
    expect(await statusOf('twilio', `${project.variables()['PASSWORD']}`)).toBe(200);
  });

  test('changes a password only with --replace', async () => {
    await project.run(['add', 'ada'], 'correct horse');
    const before = project.read('.env');

    const refused = await project.run(['add', 'ada'], 'battery staple');
    expect([refused.exitCode, refused.stdout, project.read('.env')]).toEqual([1, '', before]);
    expect(refused.stderr).toContain('add --replace');

    const changed = await project.run(['add', 'ada', '--replace'], 'battery staple');
    expect(changed.stderr).toContain('Changed the password of ada in BASIC_AUTH_CREDENTIALS.');
    expect(await statusOf('ada', 'correct horse')).toBe(401);
    expect(await statusOf('ada', 'battery staple')).toBe(200);
  });

  test('keeps both passwords of one user in two variables and reports it', async () => {
    await project.run(['add', 'ada'], 'correct horse');

    const again = ['add', 'ada', '--variable', 'BASIC_AUTH_CREDENTIALS_2'];
    const { stderr } = await project.run(again, 'battery staple');

    expect(stderr).toContain('ada is also in BASIC_AUTH_CREDENTIALS');
    expect(await statusOf('ada', 'correct horse')).toBe(200);
    expect(await statusOf('ada', 'battery staple')).toBe(200);
  });

  test('changes nothing if a value would exceed 450 bytes, and fails before it asks for a password', async () => {
    for (const username of ['one', 'two', 'three', 'four']) {
      await project.run(['add', username], 'correct horse');
    }
    const before = project.read('.env');

    const { exitCode, stdout, stderr } = await project.run(['add', 'five'], 'short');

    expect([exitCode, stdout, project.read('.env')]).toEqual([1, '', before]);
    expect(stderr).toContain('would have 468 bytes, and Twilio accepts 450');
    expect(stderr).toContain('--variable BASIC_AUTH_CREDENTIALS_2 or --file');
  });

  test('changes nothing if all variables would exceed 3,000 bytes', async () => {
    const full = Array.from({ length: 7 }, (_, index) => `V${index}=${'x'.repeat(410)}\n`).join('');
    project.write('.env', full);

    const { exitCode, stderr } = await project.run(['add', 'ada'], 'correct horse');

    expect([exitCode, project.read('.env')]).toEqual([1, full]);
    expect(stderr).toContain('--file');
  });

  test('stores users with --file in the htpasswd file, which only its owner can read', async () => {
    const { stderr } = await project.run(['add', '--file', 'ada'], 'correct horse');
    await project.run(['add', 'bob', '--file'], 'battery staple');

    expect(project.read(HTPASSWD)).toMatch(/^ada:\$scrypt\$.+\nbob:\$scrypt\$.+\n$/);
    expect(statSync(join(project.folder, HTPASSWD)).mode & 0o777).toBe(0o600);
    expect(stderr).toContain('Run\nnpm run build, review the change');
    Object.assign(globalThis, { Runtime: { getAssets: assetsOf(project.read(HTPASSWD)) } });
    project.write('.env', '');
    expect(await statusOf('bob', 'battery staple')).toBe(200);
    expect(await statusOf('ada', 'battery staple')).toBe(401);
    Reflect.deleteProperty(globalThis, 'Runtime');
  });

  test('prints with --file=PATH the option that makes basic() read the file', async () => {
    mkdirSync(join(project.folder, 'assets/staff'));
    const file = '--file=assets/staff/ops.private.htpasswd';

    const { stderr } = await project.run(['add', 'ada', file], 'correct horse');

    expect(stderr).toContain("basic({ htpasswd: '/staff/ops.htpasswd' })");
  });

  test('stores users with --env in another file of settings', async () => {
    project.write('.env.staging', 'A=1\n');

    await project.run(['add', 'ada', '--env', '.env.staging'], 'correct horse');

    expect(project.read('.env.staging')).toMatch(/^A=1\nBASIC_AUTH_CREDENTIALS="ada:/);
  });

  test('adds exactly the users whose commands succeeded if ten run at once', async () => {
    project.write('.env', 'A=1\n');
    const names = Array.from({ length: 10 }, (_, index) => `user${index}`);

    const runs = await Promise.all(
      names.map((name) =>
        project.run(['add', name, '--variable', `BASIC_AUTH_CREDENTIALS_${name}`], 'correct horse'),
      ),
    );

    const added = names.filter((_, index) => runs[index]?.exitCode === 0);
    const found = names.filter((name) => `BASIC_AUTH_CREDENTIALS_${name}` in project.variables());
    expect(found).toEqual(added);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('the command remove', () => {
  beforeEach(async () => {
    const hash = await hashPassword('correct horse');
    project.write(
      '.env',
      `# note\nBASIC_AUTH_CREDENTIALS="ada:${hash}\\nbob:${hash}"\nBASIC_AUTH_CREDENTIALS_2="ada:${hash}"\n`,
    );
    project.write(HTPASSWD, `# ours\nada:${hash}\n`);
  });

  test('removes a user from every source and no other user', async () => {
    const { exitCode, stdout, stderr } = await project.run(['remove', 'ada']);

    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr.match(/Removed ada from (.*)\./g)).toHaveLength(3);
    expect(project.read('.env')).toMatch(/^# note\nBASIC_AUTH_CREDENTIALS="bob:.*"\n/);
    expect(project.read(HTPASSWD)).toBe('# ours\n');
    expect(await statusOf('ada', 'correct horse')).toBe(401);
    expect(await statusOf('bob', 'correct horse')).toBe(200);
  });

  test('leaves no variable empty, because a deploy would not send it and the old value would stay', async () => {
    await project.run(['remove', 'ada', '--variable', 'BASIC_AUTH_CREDENTIALS_2']);

    expect(project.variables()['BASIC_AUTH_CREDENTIALS_2']).toBe('# nobody');
    expect(await statusOf('ada', 'correct horse')).toBe(200);
  });

  test('reports an unknown user, and a user whose password still works', async () => {
    const unknown = await project.run(['remove', 'eve']);
    project.write('.env', 'USERNAME=ada\nPASSWORD=correct horse\n');
    const pair = await project.run(['remove', 'ada']);

    expect([unknown.exitCode, unknown.stderr]).toEqual([
      1,
      expect.stringContaining('User "eve" does not exist'),
    ]);
    expect([pair.exitCode, pair.stderr]).toEqual([
      1,
      expect.stringContaining('ada is also USERNAME, and PASSWORD still works'),
    ]);
  });
});

describe('the command list', () => {
  test('prints every user with source and format, but no secret', async () => {
    project.write('.env', PEPPER);
    await project.run(['add', 'ada'], 'correct horse');
    await project.run(['add', 'bob', '--no-pepper', '--file'], 'correct horse');
    project.write(
      '.env',
      `${project.read('.env')}USERNAME=twilio\nPASSWORD=s3cr3t s3cr3t\nBASIC_AUTH_CREDENTIALS_2="carl:${BCRYPT}"\n`,
    );

    const { exitCode, stdout, stderr } = await project.run(['list']);

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      [
        'USER    SOURCE                                 FORMAT  PEPPERED  PROBLEM',
        'twilio  USERNAME and PASSWORD                  plain   no',
        'ada     BASIC_AUTH_CREDENTIALS, line 1         scrypt  yes',
        'carl    BASIC_AUTH_CREDENTIALS_2, line 1       bcrypt  no',
        'bob     assets/users.private.htpasswd, line 1  scrypt  no',
        '',
      ].join('\n'),
    );
  });

  test('prints the problems that cause status 500, but no secret', async () => {
    project.write(
      '.env',
      'BASIC_AUTH_CREDENTIALS="ada:s3cr3t\\nno s3cr3t colon\\nbob:{SHA}s3cr3t\\neve:long enough"\n',
    );

    const { stdout, stderr } = await project.run(['list']);

    expect(stdout.match(/see below/g)).toHaveLength(3);
    expect(stderr).toContain('every request gets status 500');
    for (const line of [1, 2, 3]) {
      expect(stderr).toContain(`line ${line} of BASIC_AUTH_CREDENTIALS`);
    }
    expect(stdout + stderr).not.toContain('s3cr3t');
  });

  test('reports that there are no users', async () => {
    const { exitCode, stdout, stderr } = await project.run(['list']);

    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('There are no users yet.');
  });
});

describe('the command verify', () => {
  test('prints the sources in which a password is correct', async () => {
    project.write('.env', `USERNAME=ada\nPASSWORD=correct horse\n`);
    await project.run(['add', 'ada'], 'correct horse');
    await project.run(['add', 'ada', '--file'], 'battery staple');

    const { exitCode, stdout } = await project.run(['verify', 'ada'], 'correct horse\n');

    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'The password of ada is correct: USERNAME and PASSWORD (plain); BASIC_AUTH_CREDENTIALS, line 1 (scrypt)\n',
    );
  });

  test('waits for hashes that another thread computes', async () => {
    project.write('.env', `BASIC_AUTH_CREDENTIALS="ada:${BCRYPT}"\n`);

    const wrong = await project.run(['verify', 'ada'], 'correct horse');
    const right = await project.run(['verify', 'ada'], 'U*U');

    expect([wrong.exitCode, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('The password of ada is wrong.');
    expect([right.exitCode, right.stdout]).toEqual([0, expect.stringContaining('line 1 (bcrypt)')]);
  });

  test('fails for an unknown user', async () => {
    const { exitCode, stderr } = await project.run(['verify', 'ada'], 'correct horse');

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('User "ada" does not exist')]);
  });
});

describe('the command encode', () => {
  test.each([
    ['Aladdin', 'open sesame', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['test', '123\u00a3', 'dGVzdDoxMjPCow=='],
    ['twilio', ':a:b::', Buffer.from('twilio::a:b::').toString('base64')],
  ])('prints the header of %s (RFC 7617 section 2)', async (username, password, token) => {
    const { stdout, stderr } = await project.run(['encode', username], `${password}\n`);

    expect(stdout).toBe(`Authorization: Basic ${token}\n`);
    expect(stderr).toContain('not encrypted');
  });

  test('prints the header of USERNAME and PASSWORD if the password is plain', async () => {
    project.write('.env', 'USERNAME=twilio\nPASSWORD=ahoy!\n');
    const plain = await project.run(['encode']);
    project.write('.env', `USERNAME=twilio\nPASSWORD=${BCRYPT}\n`);
    const hashed = await project.run(['encode']);

    expect(plain.stdout).toBe('Authorization: Basic dHdpbGlvOmFob3kh\n');
    expect([hashed.exitCode, hashed.stdout]).toEqual([1, '']);
    expect(hashed.stderr).toContain('encode USERNAME');
  });
});
