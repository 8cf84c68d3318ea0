import { attributeName, attributesOf, isObject } from './attribute';
import { ScimError } from './scim-error';

/** One change of an attribute by PATCH (RFC 7644 section 3.5.2). */
export interface Change {
  readonly op: 'add' | 'replace' | 'remove';
  /** In lowercase and without a URN, such as `name.givenname` or `members`. */
  readonly path: string;
  /** The text in square brackets after the path, as in `members[value eq "…"]`. */
  readonly filter: string | undefined;
  /** Undefined without a value. */
  readonly value: unknown;
}

const MAX_OPERATIONS = 1000;
const OPS = ['add', 'replace', 'remove'] as const;
// Okta sends the id with the name of a group.
const FIXED = ['id', 'schemas', 'meta'];
const MAX_PATH = 8192;
// attribute, or attribute[filter], or attribute[filter].attribute
const PATH = /^([\w$.:-]+)(?:\[(.*)\](?:\.([\w$-]+))?)?$/s;

/**
 * Reads the body of a PATCH into changes of one attribute each. An operation without a path has an object of attributes,
 * whose names may have dots.
 *
 * @throws ScimError `invalidSyntax`, `invalidPath`, `noTarget` or `tooMany`
 */
export function readPatch(body: unknown): readonly Change[] {
  const operations = attributesOf(body).get('operations');
  if (!Array.isArray(operations)) {
    throw new ScimError(400, 'Operations must be a list.', 'invalidSyntax');
  }
  if (operations.length > MAX_OPERATIONS) {
    throw new ScimError(400, `There may be ${MAX_OPERATIONS} operations at most.`, 'tooMany');
  }
  return operations.flatMap(readOperation);
}

function readOperation(given: unknown): readonly Change[] {
  const operation = attributesOf(given);
  const named = operation.get('op');
  const op = OPS.find((one) => typeof named === 'string' && named.toLowerCase() === one);
  if (op === undefined) {
    throw new ScimError(400, 'op must be add, replace or remove.', 'invalidSyntax');
  }
  const path = operation.get('path') ?? '';
  const value = operation.get('value');
  if (path !== '') return [{ op, ...readPath(path), value }];
  if (op === 'remove') throw new ScimError(400, 'A remove must have a path.', 'noTarget');
  if (!isObject(value)) {
    throw new ScimError(400, 'Without a path, value must have attributes.', 'invalidValue');
  }
  return Object.entries(value)
    .map(([name, one]) => ({ op, path: attributeName(name), filter: undefined, value: one }))
    .filter(({ path: one }) => !FIXED.includes(one));
}

function readPath(given: unknown): Pick<Change, 'path' | 'filter'> {
  const [, attribute, filter, sub] =
    typeof given === 'string' && given.length <= MAX_PATH ? (PATH.exec(given) ?? []) : [];
  if (attribute === undefined) throw new ScimError(400, 'A path cannot be read.', 'invalidPath');
  const path = attributeName(sub === undefined ? attribute : `${attribute}.${sub}`);
  return { path, filter };
}
