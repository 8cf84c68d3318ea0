import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { envFileOf, readEnvFile } from '../../../cli/project/env-file';
import { ensureEnvFile } from '../../../cli/project/local-env-file';
import { projectAt } from '../../../cli/project/project';
import { makeTempFolder } from '../../support/processes/temp-folder';
import { PROJECT } from '../../support/projects/project';

const EXAMPLE = join(PROJECT, '.env.example');
const { path: folder, remove } = makeTempFolder('env-file');
const file = join(folder, '.env');

afterAll(remove);

const write = (text: string | Buffer) => writeFileSync(file, text);
const read = () => readFileSync(file, 'utf8');

test.each([
  [[], '.env'],
  [['--environment=staging', '--production'], '.env'],
  [['--env=.env.staging'], '.env.staging'],
  [['--environment', 'staging', '--env', 'settings/staging'], 'settings/staging'],
  [['--env='], '.env'],
])('the file for the parameters %j is %s', (parameters, file) => {
  expect(envFileOf(projectAt(PROJECT), parameters)).toBe(join(PROJECT, file));
});

test('a missing file is created from the example with a random password, and only its owner can read it', () => {
  const fresh = join(folder, 'fresh');

  const said = ensureEnvFile(fresh, EXAMPLE);

  expect(said).toBe('Created .env with a random PASSWORD.');
  expect(readEnvFile(fresh)).toEqual({
    USERNAME: 'twilio',
    PASSWORD: expect.stringMatching(/^[\w-]{24}$/),
  });
  expect(statSync(fresh).mode & 0o777).toBe(0o600);
});

test('two new files do not have the same password', () => {
  const files = ['one', 'two'].map((name) => join(folder, name));
  const passwords = files.map((name) => {
    ensureEnvFile(name, EXAMPLE);
    return readEnvFile(name)['PASSWORD'];
  });

  expect(new Set(passwords).size).toBe(2);
});

test.each(['BASIC_AUTH_CREDENTIALS', 'BASIC_AUTH_CREDENTIALS_2'])(
  'a file with users in %s alone needs no PASSWORD, which would have no USERNAME',
  (name) => {
    const text = `${name}="ada:password 1"\nPASSWORD=\n`;
    write(text);

    expect(ensureEnvFile(file, EXAMPLE)).toBeUndefined();
    expect(read()).toBe(text);
  },
);

test.each([
  ['an empty PASSWORD', 'USERNAME=ada\nPASSWORD=\nOTHER=1\n'],
  ['no PASSWORD', 'USERNAME=ada\nOTHER=1'],
])('%s is set, and the rest of the file stays', (_case, text) => {
  write(text);

  expect(ensureEnvFile(file, EXAMPLE)).toBe('Added a random PASSWORD to .env.');
  expect(readEnvFile(file)).toEqual({
    USERNAME: 'ada',
    OTHER: '1',
    PASSWORD: expect.stringMatching(/^[\w-]{24}$/),
  });
});

test.each([
  ['blank lines', 'USERNAME=ada\n\n\nPASSWORD=\n\nOTHER=1\n', 'USERNAME=ada\n\n\n?\n\nOTHER=1\n'],
  ['an earlier value', 'PASSWORD=mine\nPASSWORD=\n', 'PASSWORD=mine\n?\n'],
  ['a value in empty quotes', 'PASSWORD=""\n', 'PASSWORD=""\n?\n'],
  ['line ends of Windows', 'PASSWORD=\r\nOTHER=1\r\n', '?\r\nOTHER=1\r\n'],
])('setting the password does not change %s', (_case, text, expected) => {
  write(text);

  ensureEnvFile(file, EXAMPLE);

  expect(read().replace(/^PASSWORD=[\w-]{24}$/m, '?')).toBe(expected);
  expect(readEnvFile(file)['PASSWORD']).toMatch(/^[\w-]{24}$/);
});

test('a file with a PASSWORD is not changed', () => {
  const text = '# mine\r\nUSERNAME=ada\r\nPASSWORD="ahoy $there"\r\n';
  write(text);

  expect(ensureEnvFile(file, EXAMPLE)).toBeUndefined();
  expect(read()).toBe(text);
});

test('values are read as the Serverless Toolkit reads them', () => {
  write('# comment\n\n A = x#y \nB="two\\nlines"\nC=\'sin gle\'\nD=a=b\n');

  expect(readEnvFile(file)).toEqual({ A: 'x#y', B: 'two\nlines', C: 'sin gle', D: 'a=b' });
});

test('lines that the toolkit would skip are named by number, not by content', () => {
  write('USERNAME=ada\ns3cr3t\nPASSWORD=x\nexport A B=1\n: s3cr3t\n');

  expect(() => readEnvFile(file)).toThrow(/^\.env is broken in line 2, line 4, line 5: /);
  expect(() => readEnvFile(file)).not.toThrow(/s3cr3t/);
});

test.each([
  ['a folder', folder, /Cannot read .*EISDIR/],
  ['a missing file', join(folder, 'none'), /Cannot read .*ENOENT/],
])('%s in place of the file is a clear error', (_case, path, message) => {
  expect(() => readEnvFile(path)).toThrow(message);
});

test('bytes that are not UTF-8 are a clear error', () => {
  write(Buffer.from([0x41, 0x3d, 0xff]));

  expect(() => readEnvFile(file)).toThrow(/is not UTF-8 text/);
});
