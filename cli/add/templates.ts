import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from '@babel/parser';
import { name as THIS_PACKAGE } from '../../package.json';
import type { Project } from '../project/project';
import { isSyntaxNode, type SyntaxNode } from '../project/syntax-node';

/** The Functions that can be added to a project, by their path without extension, such as `session/log-in`. */
export type Templates = Readonly<Record<string, Template>>;

/** The code of one Function in each language. */
export type Template = Readonly<Record<Project['language'], string>>;

// Functions that only show what this repository can do.
const NOT_TEMPLATES = ['report', 'whoami'];
const ASSET_IMPORT = /^import \{ ([^}]+) \} from '(?:\.\.\/)+assets\/(\w+)\.private';$/gm;
const DOCS_LINE = /^\/\/ docs\/.*\n/gm;

/** Makes the templates from the Functions of this repository. */
export function makeTemplates(folder: string): Templates {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !NOT_TEMPLATES.includes(name))
    .sort();
  return Object.fromEntries(
    files.map((name) => [name, makeTemplate(readFileSync(join(folder, `${name}.ts`), 'utf8'))]),
  );
}

function makeTemplate(source: string): Template {
  const code = source.replace(DOCS_LINE, '');
  const plain = withoutTypes(code);
  return {
    typescript: declareGlobals(replaceImports(code, importFrom)),
    module: replaceImports(plain, importFrom),
    javascript: replaceImports(plain, requireFrom).replace(
      /^export const handler = /m,
      'exports.handler = ',
    ),
  };
}

// Without the import, TypeScript does not know the runtime's globals.
function declareGlobals(code: string): string {
  if (!/\b(?:Twilio|Runtime)\./.test(code)) return code;
  return code.replace(/^import /m, `import '@twilio-labs/serverless-runtime-types';\nimport `);
}

const importFrom = (names: string, entry: string) => `import { ${names} } from '${entry}';`;
const requireFrom = (names: string, entry: string) => `const { ${names} } = require('${entry}');`;

function replaceImports(code: string, write: typeof importFrom): string {
  return code.replace(ASSET_IMPORT, (_whole, names, asset) => write(names, entryOf(asset)));
}

function entryOf(asset: string): string {
  return asset === 'auth' ? THIS_PACKAGE : `${THIS_PACKAGE}/${asset}`;
}

/** Cuts the types out of TypeScript code, and keeps all other text. */
function withoutTypes(code: string): string {
  const { program } = parse(code, { sourceType: 'module', plugins: ['typescript'] });
  const cuts = [...typesIn(program, code)].sort((a, b) => b.start - a.start);
  return cuts.reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), code);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function typesIn(value: unknown, code: string): readonly Range[] {
  if (Array.isArray(value)) return value.flatMap((one) => typesIn(one, code));
  if (!isSyntaxNode(value)) return [];
  const { start, end } = value;
  if (value.type === 'TSTypeAnnotation') return [{ start, end }];
  if (value.type === 'TSInterfaceDeclaration' || value.type === 'TSTypeAliasDeclaration') {
    const [blank = ''] = /^\s*/.exec(code.slice(end)) ?? [];
    return [{ start, end: end + blank.length }];
  }
  if (value.type === 'TSAsExpression') {
    const { end: inner } = value.expression as SyntaxNode;
    return [...typesIn(value.expression, code), { start: inner, end }];
  }
  return Object.values(value).flatMap((child) => typesIn(child, code));
}
