import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_ASSETS } from '../../cli/project/paths';
import {
  allKilobytes,
  builtFile,
  builtFiles,
  builtPage,
  kilobytes,
  loginFiles,
  loginKilobytes,
  PAGES,
  pageKilobytes,
} from '../support/dashboard/built-sizes';

// docs/benchmarks-dashboard.md has the sizes of other dashboards, and says what the figures mean.
const LOGIN_KB = 25;
const PAGE_KB = 50;
/** German is loaded in addition to English. */
const GERMAN_PAGE_KB = 64;
const ALL_KB = 87;
const ELEMENTS_LOGIN_KB = 30;

const files = builtFiles();

test('a login loads the page, one style, and one script in addition to the one that shows it', () => {
  const loaded = loginFiles();
  expect(loaded.map((name) => name.replace(/\.\w{8}\./, '.')).sort()).toEqual([
    'main.css',
    'main.js',
    'start.js',
  ]);
  const scripts = loaded.filter((name) => name.endsWith('.js')).map(builtFile);
  expect(scripts.join('\n')).not.toMatch(/^import\b(?!\()|;import\b(?!\()/m);
});

test(`a login loads at most ${LOGIN_KB} kB, compressed`, () => {
  expect(loginKilobytes()).toBeLessThanOrEqual(LOGIN_KB);
});

test.each(Object.keys(PAGES))(
  `a user who logs in and opens the page of %s loads at most ${PAGE_KB} kB, compressed`,
  (page) => {
    expect(pageKilobytes(page)).toBeLessThanOrEqual(PAGE_KB);
    expect(pageKilobytes(page, 'de')).toBeLessThanOrEqual(GERMAN_PAGE_KB);
  },
);

test('the files of the pages are all that there are', () => {
  const names = files.map((name) => name.split('.')[0] ?? '').filter((name) => !/^de\b/.test(name));
  const known = ['main', 'start', 'inside', 'events', ...Object.values(PAGES).flat()];
  expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([]);
});

test(`all files in one language have at most ${ALL_KB} kB, compressed`, () => {
  expect(allKilobytes()).toBeLessThanOrEqual(ALL_KB);
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
  expect(kilobytes([head, ...texts])).toBeLessThanOrEqual(ELEMENTS_LOGIN_KB);
});

test('every name in the page and in the scripts is a file of the build', () => {
  const named = [builtPage(), ...files.map(builtFile)].flatMap((text) => [
    ...text.matchAll(/["'`](?:\.\/|\/dashboard\/)([\w-]+\.[0-9a-f]{8}\.(?:js|css))["'`]/g),
  ]);
  const missing = named.map(([, name = '']) => name).filter((name) => !files.includes(name));
  expect(named.length).toBeGreaterThan(3);
  expect(missing).toEqual([]);
});

test('no public file is a source map, a source or a test', () => {
  const strange = readdirSync(join(BUILT_ASSETS, 'dashboard')).filter(
    (name) => !/\.(?:js|css|svg)$/.test(name),
  );
  expect(strange).toEqual([]);
});
