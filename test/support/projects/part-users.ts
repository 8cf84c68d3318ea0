import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';
import type { PartName } from '../../../lib/util/load-part';
import { PROJECT } from './project';

/** A declaration of the library: its text, and the keys of the declarations that it uses. */
interface Declaration {
  readonly text: string;
  readonly uses: ReadonlySet<string>;
}

const isLibrary = (name: string) => name.startsWith('.');
const sourcesIn = (folder: string) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

let declarations: ReadonlyMap<string, Declaration> | undefined;

/** Returns the paths of the Functions whose code can load a part of the library. */
export function functionsThatLoad(part: PartName): readonly string[] {
  declarations ??= new Map(sourcesIn('lib').flatMap((file) => declarationsOf(file)));
  const known = declarations;
  const loads = new RegExp(`\\b(?:has|load)Part(?:<.+>)?\\('${part}'\\)`);
  const found = new Map<string, boolean>();
  const reaches = (key: string): boolean => {
    const earlier = found.get(key);
    if (earlier !== undefined) return earlier;
    found.set(key, false);
    const { text = '', uses = [] } = known.get(key) ?? {};
    const result = loads.test(text) || [...uses].some(reaches);
    found.set(key, result);
    return result;
  };
  // An exported name has one meaning in the library, so the name that a Function uses is enough.
  const names = new Set([...known.keys()].filter(reaches).map((key) => key.split('#')[1]));
  return sourcesIn('functions')
    .filter((file) => identifiersOf(sourceOf(file)).some((name) => names.has(name)))
    .map((file) => file.slice('functions'.length, -'.ts'.length));
}

function sourceOf(file: string): ts.SourceFile {
  const text = readFileSync(join(PROJECT, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function identifiersOf(node: ts.Node): readonly string[] {
  if (ts.isIdentifier(node)) return [node.text];
  return node.getChildren().flatMap(identifiersOf);
}

function declarationsOf(file: string): readonly (readonly [string, Declaration])[] {
  const source = sourceOf(file);
  const imported = importsOf(source, file);
  const named = source.statements.flatMap((statement): readonly (readonly [string, ts.Node])[] => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map((one) => [one.name.getText(), one]);
    }
    const { name } = statement as ts.DeclarationStatement;
    return name === undefined ? [] : [[name.text, statement]];
  });
  const own = new Map(named.map(([name]) => [name, `${file}#${name}`]));
  return named.map(([name, node]) => {
    const uses = identifiersOf(node).flatMap((one) => imported.get(one) ?? own.get(one) ?? []);
    return [`${file}#${name}`, { text: node.getText(), uses: new Set(uses) }];
  });
}

/** Returns the keys of the declarations that a file imports, by the names that they have in it. */
function importsOf(source: ts.SourceFile, file: string): ReadonlyMap<string, string> {
  const imports = source.statements.filter(ts.isImportDeclaration).flatMap((one) => {
    const from = (one.moduleSpecifier as ts.StringLiteral).text;
    const names = one.importClause?.namedBindings;
    if (!isLibrary(from) || names === undefined || !ts.isNamedImports(names)) return [];
    const target = `${normalize(join(dirname(file), from))}.ts`;
    return names.elements.map(
      ({ name, propertyName }) => [name.text, `${target}#${(propertyName ?? name).text}`] as const,
    );
  });
  return new Map(imports);
}
