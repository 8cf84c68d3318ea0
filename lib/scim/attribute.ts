import { invalidValue } from './scim-error';

/** The attributes of a request by their names in lowercase (RFC 7643 section 2.1). Names cannot be properties. */
export type ScimAttributes = ReadonlyMap<string, unknown>;

// The URN of a schema, which may precede an attribute's name (RFC 7644 section 3.10).
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/;

/** Returns the one spelling of an attribute's name: in lowercase, without the URN of the core schema. */
export function attributeName(written: string): string {
  return written.toLowerCase().replace(CORE, '');
}

/** Returns whether a value is a JSON object. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the attributes of a JSON object. Of two names that differ only in case, the last one counts. */
export function attributesOf(value: unknown): ScimAttributes {
  if (!isObject(value)) return new Map();
  return new Map(Object.entries(value).map(([name, given]) => [attributeName(name), given]));
}

/**
 * Returns the single value of an attribute. Microsoft Entra wraps some values: `[{ "$ref": null, "value": "False" }]`.
 */
export function singleValue(given: unknown): unknown {
  const only = Array.isArray(given) && given.length === 1 ? given[0] : given;
  return isObject(only) && 'value' in only ? only.value : given;
}

const TRUE_OR_FALSE = /^(?:true|false)$/i;

/** Reads a boolean, which Microsoft Entra also writes as the texts `"True"` and `"False"`. */
export function readBoolean(attribute: string, given: unknown): boolean {
  const value = singleValue(given);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && TRUE_OR_FALSE.test(value)) return value.toLowerCase() === 'true';
  throw invalidValue(attribute, 'must be true or false');
}

/** Returns whether the database can store a text: it has no NUL and no lone surrogate. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

const MAX_LENGTH = 256;

/** Reads a text. Null and an empty text mean that the attribute has no value. */
export function readText(attribute: string, given: unknown): string | null {
  const value = singleValue(given);
  if (value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !isStorable(value)) {
    throw invalidValue(attribute, `must be a text of at most ${MAX_LENGTH} characters`);
  }
  return value;
}
