import type {
  AssignmentExpression,
  ExportNamedDeclaration,
  Expression,
  FunctionDeclaration,
  ObjectMethod,
  Statement,
} from '@babel/types';

/** The export of a Function's handler, in one of the forms that can be wrapped. */
export type FoundHandler =
  /** A value, as in `exports.handler = value`. */
  | { readonly kind: 'value'; readonly value: Expression }
  /** `module.exports = { handler }` */
  | { readonly kind: 'shorthand'; readonly value: Expression }
  /** `module.exports = { handler(context, event, callback) {} }` */
  | { readonly kind: 'method'; readonly method: ObjectMethod }
  /** `export function handler(context, event, callback) {}` */
  | {
      readonly kind: 'declaration';
      readonly statement: ExportNamedDeclaration;
      readonly value: FunctionDeclaration;
    }
  /** `export { local as handler }` */
  | {
      readonly kind: 'specifier';
      readonly local: string;
      readonly start: number;
      readonly end: number;
    };

/** A reason why a file is left as it is. */
export interface Skipped {
  readonly skipped: string;
}

type Found = readonly (FoundHandler | Skipped)[];

/** The reason for a file whose handler is not found. */
export const NOT_UNDERSTOOD: Skipped = {
  skipped: 'no statement at the top level exports a handler in a form that this command knows',
};

/** Finds the export of the handler among the statements of a file. */
export function findHandler(statements: readonly Statement[]): FoundHandler | Skipped {
  const found = statements.flatMap(handlersIn);
  const [first = NOT_UNDERSTOOD, ...others] = found;
  return others.length > 0 ? { skipped: 'the file exports its handler more than once' } : first;
}

function handlersIn(statement: Statement): Found {
  if (statement.type === 'ExportNamedDeclaration') return exportedBy(statement);
  if (statement.type === 'TSExportAssignment') return inObject(statement.expression);
  if (statement.type !== 'ExpressionStatement') return [];
  return assignedBy(statement.expression);
}

/** Follows a chain such as `module.exports = exports.handler = value`. */
function assignedBy(expression: Expression): Found {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return [];
  const name = targetOf(expression);
  if (name === 'handler') return [{ kind: 'value', value: expression.right }];
  if (name === 'exports') {
    const inside = inObject(expression.right);
    if (inside.length > 0) return inside;
  }
  return assignedBy(expression.right);
}

/** Returns the assigned name: `handler` of the exports, or `exports` for all of them. */
function targetOf({ left }: AssignmentExpression): 'handler' | 'exports' | undefined {
  // As in module.exports = exports = { handler }.
  if (left.type === 'Identifier' && left.name === 'exports') return 'exports';
  if (left.type !== 'MemberExpression') return undefined;
  const { object } = left;
  const name = propertyOf(left.property, left.computed);
  if (object.type === 'Identifier' && object.name === 'module' && name === 'exports') {
    return 'exports';
  }
  const isExports =
    (object.type === 'Identifier' && object.name === 'exports') ||
    (object.type === 'MemberExpression' &&
      object.object.type === 'Identifier' &&
      object.object.name === 'module' &&
      propertyOf(object.property, object.computed) === 'exports');
  return isExports && name === 'handler' ? 'handler' : undefined;
}

function propertyOf(key: { readonly type: string }, computed: boolean): unknown {
  if (key.type === 'StringLiteral') return (key as unknown as { readonly value: string }).value;
  if (computed || key.type !== 'Identifier') return undefined;
  return (key as unknown as { readonly name: string }).name;
}

function inObject(expression: Expression): Found {
  if (expression.type !== 'ObjectExpression') return [];
  return expression.properties.flatMap((property): Found => {
    if (property.type === 'SpreadElement') return [];
    if (propertyOf(property.key, property.computed) !== 'handler') return [];
    if (property.type === 'ObjectMethod') return [methodOf(property)];
    const value = property.value as Expression;
    return [{ kind: property.shorthand ? 'shorthand' : 'value', value }];
  });
}

function methodOf(method: ObjectMethod): FoundHandler | Skipped {
  if (method.kind !== 'method' || method.generator) {
    return { skipped: 'the handler is an accessor or a generator' };
  }
  return { kind: 'method', method };
}

function exportedBy(statement: ExportNamedDeclaration): Found {
  const { declaration, specifiers, source } = statement;
  if (declaration?.type === 'FunctionDeclaration') {
    if (declaration.id?.name !== 'handler') return [];
    return [{ kind: 'declaration', statement, value: declaration }];
  }
  if (declaration?.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id, init }): Found => {
      if (id.type === 'ObjectPattern') return [NOT_UNDERSTOOD];
      if (id.type !== 'Identifier' || id.name !== 'handler' || init == null) return [];
      return [{ kind: 'value', value: init }];
    });
  }
  return specifiers.flatMap((specifier): Found => {
    if (specifier.type !== 'ExportSpecifier') return [];
    const { exported, local, start, end } = specifier;
    if ((exported.type === 'Identifier' ? exported.name : exported.value) !== 'handler') return [];
    if (source != null)
      return [{ skipped: 'the handler is that of another file: guard that file' }];
    return [{ kind: 'specifier', local: local.name, start: start ?? 0, end: end ?? 0 }];
  });
}
