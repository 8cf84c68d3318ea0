import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A test file that a document links, and the titles that the document quotes after the link. */
export interface QuotedTests {
  readonly file: string;
  readonly titles: readonly string[];
}

/**
 * Returns the test files that a text links, each with the quoted titles after it. A quotation mark in a title is
 * written `\"`.
 *
 * @param folder - the folder of the document, to which its links are relative.
 */
export function quotedTestsIn(text: string, folder: string): readonly QuotedTests[] {
  return [...text.matchAll(/\]\(([^)]+\.test\.ts)\)([^[]*)/g)].map(([, link = '', rest = '']) => ({
    file: join(folder, link),
    titles: [...rest.matchAll(/"((?:\\"|[^"\\])+)"/g)].map(([, title = '']) =>
      title.replaceAll('\\"', '"'),
    ),
  }));
}

/** Returns what is wrong with the quotations of one file: a file that is missing, no title, or unknown titles. */
export function quotationProblems({ file, titles }: QuotedTests): readonly string[] {
  if (!existsSync(file)) return [`${file} does not exist`];
  if (titles.length === 0) return [`${file} is linked without a title`];
  const literals = literalsIn(readFileSync(file, 'utf8'));
  return titles
    .filter((title) => !literals.has(title))
    .map((title) => `${file} has no test "${title}"`);
}

/** Returns every string of a source file, including the titles of tests and of table rows. */
function literalsIn(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest));
  return found;
}
