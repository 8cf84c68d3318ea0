import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PROJECT } from '../support/projects/project';

// CHANGELOG.md and the ADRs name what was renamed, and CONTRIBUTING.md lists the words themselves.
const DOCUMENTS = ['.env.example', 'ARCHITECTURE.md', 'README.md', 'SECURITY.md', 'docs'];
const CODE = ['assets', 'bench', 'cli', 'client', 'functions', 'lib', 'scripts', 'test'];
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

function filesIn(path: string): readonly string[] {
  if (statSync(join(PROJECT, path)).isFile()) return [path];
  return readdirSync(join(PROJECT, path), { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => /\.(?:md|ts|mjs)$/.test(file) && !file.includes('node_modules'));
}

/** Returns the prose of a document, without code. */
function proseOf(file: string): string {
  const text = read(file);
  return (QUOTES_TITLES.test(file) ? text.replace(/"[^"\n]*"/g, '') : text)
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`\n]*`/g, '');
}

/** Returns the comments and texts of a source file, one a line. */
function textsOf(file: string): string {
  const source = read(file);
  const comments = new Set<string>();
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(source, node.pos) ?? []) {
      comments.add(source.slice(pos, end).replace(/`[^`\n]*`/g, ''));
    }
    if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push(node.text);
    }
    if (ts.isTemplateHead(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return [...comments, ...texts].join('\n');
}

/** Returns the banned words of a text, apart from those in URLs, paths and names of files. */
function bannedWordsIn(text: string): readonly string[] {
  const words = text
    .replace(/\S*\/\S*|\S+\.(?:c?js|ts|md|json)\b/g, '')
    .replace(/\s*(?:\n\s*(?:\*|\/\/))?\s+/g, ' ');
  return BANNED.filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(words));
}

test('the glossary names words that are not to be used', () => {
  expect(BANNED.length).toBeGreaterThan(20);
  expect(bannedWordsIn(`See session/log-in.js for ${BANNED[0]}.`)).toEqual([BANNED[0]]);
});

test.each(DOCUMENTS.flatMap(filesIn))('%s uses the words of the glossary', (file) => {
  expect(bannedWordsIn(proseOf(file))).toEqual([]);
});

test.each(CODE)('the comments and texts in %s/ use the words of the glossary', (folder) => {
  const found = filesIn(folder).flatMap((file) =>
    bannedWordsIn(textsOf(file)).map((word) => `${file}: ${word}`),
  );
  expect(found).toEqual([]);
});
