import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import type { Node } from '@babel/types';
import type { Upload } from '../project/deploy-manifest';
import { isSyntaxNode } from '../project/syntax-node';
import type { Require } from './project-state';

// Parsing a large file takes most of a second, so only files that seem to load another module are parsed.
const MENTIONED =
  /(?:\b(?:require|import)\s{0,9}\(|^\s{0,99}(?:import|export)\b(?!\()[^"'`;\n]{0,999})\s{0,9}["'`]([^"'`\n]{1,99})["'`]/gm;

/** Lists the modules that the Functions and private assets of a deploy require, except Node.js's own. */
export function listRequires(root: string, uploads: readonly Upload[]): readonly Require[] {
  const files = uploads.filter(
    ({ kind, visibility, file }) =>
      file.endsWith('.js') && (kind === 'function' || visibility === 'private'),
  );
  return files.flatMap(({ file }) =>
    modulesOf(readFileSync(join(root, file), 'utf8')).map((module) => ({ file, module })),
  );
}

function modulesOf(code: string): readonly string[] {
  const mentioned = [...code.matchAll(MENTIONED)].map(([, module = '']) => module);
  if (mentioned.every(isBuiltin)) return [];
  const modules = new Set<string>();
  visit(tryToParse(code), (module) => modules.add(module));
  return [...modules].filter((module) => !isBuiltin(module));
}

// Another check reports a file that does not parse, because it cannot be loaded.
function tryToParse(code: string): unknown {
  try {
    return parse(code, { sourceType: 'unambiguous', allowReturnOutsideFunction: true }).program;
  } catch {
    return undefined;
  }
}

function visit(value: unknown, onModule: (module: string) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, onModule);
  if (!isSyntaxNode(value)) return;
  const module = moduleIn(value);
  if (module !== undefined) onModule(module);
  for (const child of Object.values(value)) visit(child, onModule);
}

function moduleIn(node: Node): string | undefined {
  if (node.type === 'CallExpression') {
    const [argument] = node.arguments;
    const isLoading =
      node.callee.type === 'Import' ||
      (node.callee.type === 'Identifier' && node.callee.name === 'require');
    return isLoading && argument?.type === 'StringLiteral' ? argument.value : undefined;
  }
  const isLoading =
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    node.type === 'ExportNamedDeclaration';
  return isLoading ? node.source?.value : undefined;
}
