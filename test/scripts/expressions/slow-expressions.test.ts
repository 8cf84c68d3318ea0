import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slowExpressions } from '../../../scripts/expressions/slow-expressions';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'expressions-'));
  mkdirSync(join(root, 'lib', 'within'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

const check = (line: string) => {
  writeFileSync(join(root, 'lib', 'within', 'file.ts'), `// One line.\n${line}\n`);
  return slowExpressions(root, ['lib']);
};

test.each([
  ['cubic', '/^a\\s+([\\w\\s]+?)\\s*b$/', '3rd degree'],
  ['quadratic in a search', '/=+$/', '2nd degree'],
  ['exponential', '/^(?:a|a)+$/u', 'exponential'],
])('the check names an expression that is %s and its location', async (_kind, literal, summary) => {
  expect(await check(`export const e = text.replace(${literal}, '');`)).toEqual([
    expect.stringMatching(/^lib\/within\/file\.ts:2 /),
  ]);
  expect((await check(`export const e = ${literal};`))[0]).toContain(summary);
});

test.each(['new RegExp(given)', "RegExp('a')"])(
  'the check names %s, because it cannot see the pattern',
  async (construction) => {
    expect(await check(`export const e = ${construction};`)).toEqual([
      'lib/within/file.ts:2 makes an expression at run time: write it as a literal.',
    ]);
  },
);

test('the check accepts expressions that take time in proportion to the text', async () => {
  expect(await check('export const e = /^[\\p{L}\\w+/=\\s]+$/u;')).toEqual([]);
});
