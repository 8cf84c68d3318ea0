import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILT_ASSETS } from '../../cli/project/paths';

// docs/benchmarks-dashboard.md has the sizes of other dashboards.
const LOGIN_KB = 25;
const WHOLE_KB = 60;
/** The files of what few users need, which are loaded when it is opened. */
const LATE_KB: Readonly<Record<string, number>> = {
  'export-events': 1.6,
  'ip-restrictions': 3.2,
  'passkeys-card': 1.9,
  'phone-card': 2,
  'single-sign-on': 10.5,
  'sso-login': 3.6,
};
const ELEMENTS_LOGIN_KB = 30;

const folder = join(BUILT_ASSETS, 'dashboard');
const files = readdirSync(folder).filter((name) => /\.(?:js|css)$/.test(name));
const page = readFileSync(join(BUILT_ASSETS, 'dashboard.private.html'), 'utf8');

/** Returns the sum of the sizes of texts, each compressed by itself, in kB. */
const gzipped = (texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000;
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const loaded = [...page.matchAll(/(?:src|rel="stylesheet" href)="\/dashboard\/([^"]+)"/g)].map(
  ([, name = '']) => name,
);

test('a login loads the page, one style, and one script in addition to the one that shows it', () => {
  expect(loaded.map((name) => name.replace(/\.\w{8}\./, '.')).sort()).toEqual([
    'main.css',
    'main.js',
    'start.js',
  ]);
  const scripts = loaded.filter((name) => name.endsWith('.js')).map(read);
  expect(scripts.join('\n')).not.toMatch(/^import\b(?!\()|;import\b(?!\()/m);
});

test(`a login loads at most ${LOGIN_KB} kB, compressed`, () => {
  expect(gzipped([page, ...loaded.map(read)])).toBeLessThanOrEqual(LOGIN_KB);
});

// The texts of another language are loaded in place of the English ones.
test(`the dashboard in one language has at most ${WHOLE_KB} kB, compressed, apart from what few users need`, () => {
  const isLate = (name: string) => LATE_KB[name.split('.')[0] ?? ''] !== undefined;
  const others = files.filter((name) => !name.startsWith('de') && !isLate(name));
  expect(gzipped([page, ...others.map(read)])).toBeLessThanOrEqual(WHOLE_KB);
});

test.each(Object.entries(LATE_KB))('the file %s has at most %p kB, compressed', (name, most) => {
  const own = files.filter((file) => file.startsWith(`${name}.`));
  expect(own).toHaveLength(1);
  expect(gzipped(own.map(read))).toBeLessThanOrEqual(most);
});

test(`a page with <auth-login> alone loads at most ${ELEMENTS_LOGIN_KB} kB, compressed`, () => {
  const head = readFileSync(join(BUILT_ASSETS, 'elements.private.html'), 'utf8');
  const names = [...head.matchAll(/(?:src|href)="(\/elements\/[^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  const texts = names.map((name) => readFileSync(join(BUILT_ASSETS, name), 'utf8'));
  expect(names.map((name) => name.replace(/\.\w{8}\./, '.'))).toEqual([
    '/elements/elements.css',
    '/elements/elements.js',
  ]);
  expect(texts.join('\n')).not.toMatch(/^import\b(?!\()|;import\b(?!\()/m);
  expect(gzipped([head, ...texts])).toBeLessThanOrEqual(ELEMENTS_LOGIN_KB);
});

test('every name in the page and in the scripts is a file of the build', () => {
  const named = [page, ...files.map(read)].flatMap((text) => [
    ...text.matchAll(/["'`](?:\.\/|\/dashboard\/)([\w-]+\.[0-9a-f]{8}\.(?:js|css))["'`]/g),
  ]);
  const missing = named.map(([, name = '']) => name).filter((name) => !files.includes(name));
  expect(named.length).toBeGreaterThan(3);
  expect(missing).toEqual([]);
});

test('no public file is a source map, a source or a test', () => {
  const strange = readdirSync(folder).filter((name) => !/\.(?:js|css|svg)$/.test(name));
  expect(strange).toEqual([]);
});
