import { type ParserPlugin, parse } from '@babel/parser';
import type { Expression, File, FunctionDeclaration, Statement } from '@babel/types';
import { type FoundHandler, findHandler, NOT_UNDERSTOOD, type Skipped } from './find-handler';

/** A Function's file with its handler wrapped in `withAuth`. */
export interface GuardedSource {
  readonly text: string;
}

/** The reason for a file that needs no change. */
export const ALREADY_GUARDED = 'the handler is guarded already';

const PACKAGE = 'twilio-functions-auth';
const NAMES = ['basic', 'withAuth'] as const;
const GUARDS = ['withAuth', 'open'];
const FUNCTIONS = ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'];
const REFERENCES = ['AssignmentExpression', 'CallExpression', 'Identifier', 'MemberExpression'];

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Wraps the handler that a Function's file exports in `withAuth(basic(), …)`, and imports both. All other text
 * stays, with its line breaks. A file in a form that is not understood is left as it is.
 *
 * @param source - the file's text, in JavaScript or TypeScript.
 * @param name - the file's name, whose ending tells the language.
 * @returns the new text, or the reason why there is none.
 */
export function guardHandler(source: string, name: string): GuardedSource | Skipped {
  const file = parseSource(source, name);
  if ('skipped' in file) return file;
  const found = findHandler(file.program.body);
  if ('skipped' in found) return found;
  const problem = problemOf(found, file.program.body);
  if (problem !== undefined) return { skipped: problem };
  const known = importedNames(file.program.body);
  const missing = NAMES.filter((one) => !known.has(one));
  const declared = declaredNames(file.program.body);
  const added = found.kind === 'specifier' ? [...missing, 'guardedHandler'] : missing;
  const taken = added.find((one) => declared.has(one));
  if (taken !== undefined) return { skipped: `the file has another "${taken}" already` };
  const edits = [...wrap(found, source), ...importEdits(file, { source, missing })];
  const text = apply(source, edits);
  // A comment may contain parentheses: a result that no longer parses is never written.
  return 'skipped' in parseSource(text, name) ? NOT_UNDERSTOOD : { text };
}

function parseSource(source: string, name: string): File | Skipped {
  const plugins: ParserPlugin[] = /\.[cm]?ts$/.test(name) ? ['typescript'] : [];
  try {
    return parse(source, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      plugins,
    });
  } catch (reason) {
    const { loc } = reason as { readonly loc?: { readonly line: number } };
    return { skipped: `the file has a syntax error${loc ? ` on line ${loc.line}` : ''}` };
  }
}

/** Returns why a handler is not wrapped. */
function problemOf(found: FoundHandler, statements: readonly Statement[]): string | undefined {
  if (found.kind === 'method') return undefined;
  const value =
    found.kind === 'specifier'
      ? declaredValue(found.local, statements)
      : resolved(unwrapped(found.value), statements);
  if (value === undefined) return undefined;
  if (value.type === 'CallExpression' && value.callee.type === 'Identifier') {
    const { name } = value.callee;
    if (GUARDS.includes(name)) return ALREADY_GUARDED;
    if (/validator$/i.test(name))
      return `the handler is guarded by ${name}: replace that guard by hand`;
  }
  if ('generator' in value && value.generator) return 'the handler is a generator';
  if (FUNCTIONS.includes(value.type) || REFERENCES.includes(value.type)) return undefined;
  return 'the handler is not a function';
}

function resolved(value: Expression | FunctionDeclaration, statements: readonly Statement[]) {
  return (value.type === 'Identifier' && declaredValue(value.name, statements)) || value;
}

/** Returns the value of a variable that the file declares at its top level. */
function declaredValue(name: string, statements: readonly Statement[]) {
  const declared = statements
    .flatMap((statement) =>
      statement.type === 'VariableDeclaration' ? statement.declarations : [],
    )
    .find(({ id }) => id.type === 'Identifier' && id.name === name);
  return declared?.init == null ? undefined : unwrapped(declared.init);
}

/** Removes what TypeScript adds around a value, such as `as Handler`. */
function unwrapped(value: Expression | FunctionDeclaration): Expression | FunctionDeclaration {
  const isWrapper =
    value.type === 'TSAsExpression' ||
    value.type === 'TSSatisfiesExpression' ||
    value.type === 'TSTypeAssertion' ||
    value.type === 'TSNonNullExpression' ||
    value.type === 'ParenthesizedExpression';
  return isWrapper ? unwrapped(value.expression) : value;
}

function wrap(found: FoundHandler, source: string): readonly Edit[] {
  const around = (node: { start?: number | null; end?: number | null }, before: string) => {
    const [start, end] = [node.start ?? 0, node.end ?? 0];
    return [insert(start, `${before}withAuth(basic(), `), insert(end, ')')];
  };
  if (found.kind === 'value') return around(parenthesized(found.value, source), '');
  if (found.kind === 'shorthand') return around(found.value, 'handler: ');
  if (found.kind === 'specifier') {
    const { local, start, end } = found;
    const last = `${lineBreakOf(source)}const guardedHandler = withAuth(basic(), ${local});${lineBreakOf(source)}`;
    return [{ start, end, text: 'guardedHandler as handler' }, insert(source.length, last)];
  }
  if (found.kind === 'declaration') {
    const { statement, value } = found;
    const [start, from] = [statement.start ?? 0, value.start ?? 0];
    const text = 'export const handler = withAuth(basic(), ';
    return [{ start, end: from, text }, insert(value.end ?? 0, ');')];
  }
  const { method } = found;
  const parameters = source.indexOf('(', method.key.end ?? 0);
  const head = `handler: withAuth(basic(), ${method.async ? 'async ' : ''}function `;
  return [{ start: method.start ?? 0, end: parameters, text: head }, insert(method.end ?? 0, ')')];
}

/** Includes the parentheses around a value, which the parser leaves out of its range. */
function parenthesized(value: Expression, source: string) {
  const { parenthesized: isInside, parenStart } = value.extra ?? {};
  if (isInside !== true || typeof parenStart !== 'number') return value;
  return { start: parenStart, end: source.indexOf(')', value.end ?? 0) + 1 };
}

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });

function apply(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((one, other) => other.start - one.start || other.end - one.end)
    .reduce(
      (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
      source,
    );
}

interface ImportSettings {
  readonly source: string;
  readonly missing: readonly string[];
}

function importEdits({ program, comments }: File, { source, missing }: ImportSettings) {
  const [first] = program.body;
  if (missing.length === 0 || first === undefined) return [];
  const quote = quoteOf(source);
  const from = `${quote}${PACKAGE}${quote}`;
  const names = `{ ${missing.join(', ')} }`;
  const line =
    program.sourceType === 'module'
      ? `import ${names} from ${from};`
      : `const ${names} = require(${from});`;
  const directive = program.directives.at(-1);
  if (directive !== undefined) return [insert(directive.end ?? 0, lineBreakOf(source) + line)];
  // A comment at the top of the file stays there, unless it belongs to the first statement.
  const start = first.start ?? 0;
  const comment = comments?.find(({ start: at }) => (at ?? 0) < start);
  const between = source.slice(0, start).trimEnd().length;
  const isApart = /\n\s*\n/.test(source.slice(between, start));
  const at = comment === undefined || isApart ? start : (comment.start ?? 0);
  return [insert(at, line + lineBreakOf(source))];
}

const lineBreakOf = (source: string) => (source.includes('\r\n') ? '\r\n' : '\n');

function quoteOf(source: string): string {
  const count = (quote: string) => source.split(quote).length;
  return count('"') > count("'") ? '"' : "'";
}

/** Returns the names that a file already has from this package. */
function importedNames(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    statements.flatMap((statement) => {
      if (statement.type === 'ImportDeclaration' && statement.source.value === PACKAGE) {
        return statement.specifiers.map(({ local }) => local.name);
      }
      if (statement.type !== 'VariableDeclaration') return [];
      return statement.declarations.flatMap(({ id, init }) => (isOurs(init) ? namesIn(id) : []));
    }),
  );
}

function isOurs(init: Expression | null | undefined): boolean {
  if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return false;
  const [path] = init.arguments;
  return init.callee.name === 'require' && path?.type === 'StringLiteral' && path.value === PACKAGE;
}

/** Returns the names that the statements of a file declare. */
function declaredNames(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    statements.flatMap((statement): readonly string[] => {
      if (statement.type === 'ExportNamedDeclaration' && statement.declaration != null) {
        return [...declaredNames([statement.declaration])];
      }
      if (statement.type === 'ImportDeclaration') {
        return statement.specifiers.map(({ local }) => local.name);
      }
      if (statement.type === 'VariableDeclaration') {
        return statement.declarations.flatMap(({ id }) => namesIn(id));
      }
      if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') {
        return statement.id == null ? [] : [statement.id.name];
      }
      return [];
    }),
  );
}

/** Returns the names that a pattern binds. */
function namesIn(pattern: object): readonly string[] {
  const { type, name } = pattern as { readonly type?: string; readonly name?: string };
  if (type === 'Identifier' && name !== undefined) return [name];
  if (type === 'ObjectProperty') return namesIn((pattern as { readonly value: object }).value);
  return Object.values(pattern).flatMap((part) =>
    Array.isArray(part) ? part.filter((one) => one !== null).flatMap(namesIn) : [],
  );
}
