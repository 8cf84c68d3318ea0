import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression in a source file. */
export interface Expression {
  readonly file: string;
  /** The line number, from 1. */
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** A call that creates an expression from a text at run time. */
export interface Construction {
  readonly file: string;
  readonly line: number;
  /** The source of the call. */
  readonly text: string;
}

/** The expressions of some source files. */
export interface FoundExpressions {
  readonly literals: readonly Expression[];
  /** `RegExp(…)` and `new RegExp(…)`, whose patterns cannot be analyzed. */
  readonly constructions: readonly Construction[];
}

/**
 * Finds every regular expression in the TypeScript files below some folders.
 *
 * @param root - the folder that `folders` and the results' files are relative to.
 */
export function findExpressions(root: string, folders: readonly string[]): FoundExpressions {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  const found = files
    .toSorted()
    .map((file) => findIn(file, readFileSync(join(root, file), 'utf8')));
  return {
    literals: found.flatMap(({ literals }) => literals),
    constructions: found.flatMap(({ constructions }) => constructions),
  };
}

function findIn(file: string, text: string): FoundExpressions {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const literals: Expression[] = [];
  const constructions: Construction[] = [];
  visit(source);
  return { literals, constructions };

  function visit(node: ts.Node): void {
    const at = () => ({
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
    });
    if (ts.isRegularExpressionLiteral(node)) literals.push({ ...at(), ...partsOf(node.text) });
    if (isConstruction(node)) constructions.push({ ...at(), text: node.getText(source) });
    ts.forEachChild(node, visit);
  }
}

function isConstruction(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  return ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
}

function partsOf(literal: string): Pick<Expression, 'source' | 'flags'> {
  const end = literal.lastIndexOf('/');
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}
