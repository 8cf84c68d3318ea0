import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../support/projects/project';

// The changelog and the decisions name what was renamed, and CONTRIBUTING what not to write.
const ENVIRONMENTS = [
  '.env.example',
  'ARCHITECTURE.md',
  'README.md',
  'SECURITY.md',
  'docs',
  'functions',
];
// The tables of the ASVS quote the titles of tests.
const QUOTES_TITLES = /^docs\/security\//;

const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');

const BANNED: readonly string[] = read('CONTRIBUTING.md')
  .replace(/^[\s\S]*\n## Words\n/, '')
  .replace(/\n## [\s\S]*$/, '')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)])
  .map(([, word = '']) => word);

function filesIn(environment: string): readonly string[] {
  if (statSync(join(PROJECT, environment)).isFile()) return [environment];
  return readdirSync(join(PROJECT, environment), { recursive: true, encoding: 'utf8' })
    .map((name) => join(environment, name))
    .filter((file) => /\.(?:md|ts)$/.test(file));
}

/** Returns the words of a file, without code, addresses and file names. */
function proseOf(file: string): string {
  const text = read(file);
  return (QUOTES_TITLES.test(file) ? text.replace(/"[^"\n]*"/g, '') : text)
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/\S*\/\S*/g, '')
    .replace(/\s+/g, ' ');
}

test('the glossary names words that are not to be used', () => {
  expect(BANNED.length).toBeGreaterThan(20);
});

test.each(ENVIRONMENTS.flatMap(filesIn))('%s uses the words of the glossary', (file) => {
  const prose = proseOf(file);
  const found = BANNED.filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(prose));
  expect(found).toEqual([]);
});
