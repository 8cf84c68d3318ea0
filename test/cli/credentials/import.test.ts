import { hashPassword } from '../../../lib/passwords/scrypt';
import {
  type CredentialsProject,
  HTPASSWD,
  openCredentialsProject,
} from '../../support/projects/credentials-project';

const BCRYPT = '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

let project: CredentialsProject;
beforeAll(() => {
  project = openCredentialsProject();
});
beforeEach(() => project.clear());
afterAll(() => project.remove());

test('import adds the supported users and names every other line with the reason', async () => {
  const scrypt = await hashPassword('correct horse');
  const lines = [
    '# the staff',
    `ada:${BCRYPT}`,
    'bob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=',
    'carl:$apr1$8sFt66rZ$aFSJaDrdiXGrFMKzBpI5M0',
    'dora:rl.3StKT.4T8M',
    '',
    `emil:${scrypt}`,
    'no colon, s3cr3t',
    'fred:s3cr3t s3cr3t',
    `ada:${scrypt}`,
    'gus:$6$rounds=5000$s3cr3t$s3cr3t',
    'hal:{PLAIN}s3cr3t s3cr3t',
    'ida:$2y$99$s3cr3t',
  ];
  project.write('.env', 'A=1\n');
  project.write('old.htpasswd', `\ufeff${lines.join('\r\n')}\r\n`);

  const { exitCode, stdout, stderr } = await project.run(['import', 'old.htpasswd']);

  expect([exitCode, stdout]).toEqual([0, '']);
  expect(project.read(HTPASSWD)).toBe(`ada:${BCRYPT}\nemil:${scrypt}\nhal:{PLAIN}s3cr3t s3cr3t\n`);
  expect(stderr).toContain('Imported into assets/users.private.htpasswd: ada, emil, hal');
  for (const line of [
    /- line 3, user "bob": \{SHA\} is SHA-1 without a salt/,
    /- line 4, user "carl": apr1 is MD5/,
    /- line 5, user "dora": DES crypt, which reads 8 characters/,
    /- line 8: this line has no colon/,
    /- line 9, user "fred": is no hash that can be used: hash the password again/,
    /- line 10, user "ada": line 2 already has this user/,
    /- line 11, user "gus": SHA-512 crypt: not a supported type/,
    /- line 13, user "ida": is an invalid bcrypt hash/,
  ]) {
    expect(stderr).toMatch(line);
  }
  expect(stderr).not.toContain('s3cr3t');
});

test('import does not change existing users without --replace', async () => {
  project.write(HTPASSWD, '# ours\nada:{PLAIN}correct horse\nbob:{PLAIN}battery staple\n');
  project.write('old.htpasswd', `ada:${BCRYPT}\neve:${BCRYPT}\n`);

  const { stderr } = await project.run(['import', 'old.htpasswd']);
  expect(stderr).toContain('- line 1, user "ada"\nAdd --replace');
  expect(project.read(HTPASSWD)).toBe(
    `# ours\nada:{PLAIN}correct horse\nbob:{PLAIN}battery staple\neve:${BCRYPT}\n`,
  );

  await project.run(['import', 'old.htpasswd', '--replace']);
  expect(project.read(HTPASSWD)).toBe(
    `# ours\nada:${BCRYPT}\nbob:{PLAIN}battery staple\neve:${BCRYPT}\n`,
  );
});

test('import adds all users to a variable or none', async () => {
  const lines = Array.from({ length: 7 }, (_, index) => `user${index}:${BCRYPT}\n`);
  project.write('.env', 'A=1\n');
  project.write('few.htpasswd', lines.slice(0, 6).join(''));
  project.write('many.htpasswd', lines.join(''));

  const variable = ['--variable', 'BASIC_AUTH_CREDENTIALS'];
  const many = await project.run(['import', 'many.htpasswd', ...variable]);
  expect([many.exitCode, many.stdout, project.read('.env')]).toEqual([1, '', 'A=1\n']);
  expect(many.stderr).toContain('and Twilio accepts 450 for a value. Nothing was changed.');

  const few = await project.run(['import', 'few.htpasswd', ...variable]);
  expect(few.exitCode).toBe(0);
  expect(project.read('.env')).toBe(`A=1\n${few.stdout}`);
});

test('a file without supported users changes nothing', async () => {
  project.write('old.htpasswd', 'bob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n');

  const { exitCode, stderr } = await project.run(['import', 'old.htpasswd']);

  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Nothing was imported.')]);
  expect(() => project.read(HTPASSWD)).toThrow('ENOENT');
});

test('a file of 10,000 users is imported, and 20 of them are listed', async () => {
  project.clear();
  const lines = Array.from({ length: 10_000 }, (_, index) => `user${index}:${BCRYPT}`);
  project.write('users', [...lines, 'weak:{SHA}c2VjcmV0'].join('\n'));

  const { exitCode, stderr } = await project.run(['import', 'users']);

  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/user19 and 9980 more\n/);
  expect(project.read(HTPASSWD).split('\n')).toHaveLength(10_001);
});
