import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../cli/project/replace-file';
import { makeTempFolder } from '../../support/processes/temp-folder';

let folder: string;
let remove: () => void;
let path: string;

beforeEach(() => {
  ({ path: folder, remove } = makeTempFolder('replace-file'));
  path = join(folder, '.env');
});
afterEach(() => remove());

const modeOf = (file: string) => statSync(file).mode & 0o777;
const read = (file = path) => readFileSync(file, 'utf8');

test('only the owner can read a new file', () => {
  replaceFile({ path, before: null, after: 'A=1\n' });

  expect([read(), modeOf(path)]).toEqual(['A=1\n', 0o600]);
  expect(readdirSync(folder)).toEqual(['.env']);
});

test.each([0o600, 0o640, 0o664])('a file keeps its mode: %o', (mode) => {
  writeFileSync(path, 'A=1\n');
  chmodSync(path, mode);

  replaceFile({ path, before: 'A=1\n', after: 'A=2\n' });

  expect([read(), modeOf(path)]).toEqual(['A=2\n', mode]);
});

test('a link stays a link, and its target is replaced', () => {
  const target = join(folder, 'shared');
  writeFileSync(target, 'A=1\n');
  symlinkSync(target, path);

  replaceFile({ path, before: 'A=1\n', after: 'A=2\n' });

  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(read(target)).toBe('A=2\n');
});

test.each([
  ['was changed', 'A=0\n', 'A=1\n'],
  ['was created', null, 'A=1\n'],
])('a file that %s in the meantime is not changed', (_case, before, found) => {
  writeFileSync(path, found);

  expect(() => replaceFile({ path, before, after: 'A=2\n' })).toThrow(
    'has changed in the meantime',
  );
  expect(read()).toBe(found);
  expect(readdirSync(folder)).toEqual(['.env']);
});

test('a file that was removed in the meantime stays removed', () => {
  expect(() => replaceFile({ path, before: 'A=1\n', after: 'A=2\n' })).toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

test('two commands never write at once, and the error names an abandoned draft', () => {
  const draft = join(folder, '.saving-.env');
  writeFileSync(path, 'A=1\n');
  writeFileSync(draft, 'half');

  expect(() => replaceFile({ path, before: 'A=1\n', after: 'A=2\n' })).toThrow(`remove ${draft}`);
  expect([read(), read(draft)]).toEqual(['A=1\n', 'half']);
});

test('a missing folder is a clear error', () => {
  const far = join(folder, 'none', 'users.private.htpasswd');

  expect(() => replaceFile({ path: far, before: null, after: '' })).toThrow(
    /^Cannot write .*ENOENT/,
  );
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
