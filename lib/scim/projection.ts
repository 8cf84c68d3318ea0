import { isObject } from './attribute';
import type { Projection } from './scim-request';

/** A resource as it is returned. Its own code names every attribute. */
export type Resource = { readonly [attribute: string]: unknown };

// RFC 7643 section 7, returned: always.
const ALWAYS = ['schemas', 'id'];

/** Returns the attributes of a resource that a request wants (RFC 7644 section 3.9). */
export function project(resource: Resource, { attributes, excluded }: Projection): Resource {
  const shown = Object.entries(resource).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    if (ALWAYS.includes(key)) return [[name, value]];
    const left = shownOf(key, value, { attributes, excluded });
    return left === undefined ? [] : [[name, left]];
  });
  return Object.fromEntries(shown);
}

/** Returns whether a request wants an attribute, or a part of it, whose values are read by a statement of their own. */
export function wants({ attributes, excluded }: Projection, attribute: string): boolean {
  if (excluded.includes(attribute)) return false;
  const isWanted = (name: string) => name === attribute || name.startsWith(`${attribute}.`);
  return attributes?.some(isWanted) ?? true;
}

function shownOf(key: string, value: unknown, { attributes, excluded }: Projection): unknown {
  if (excluded.includes(key)) return undefined;
  const isWhole = attributes === undefined || attributes.includes(key);
  const wants = (part: string) =>
    (isWhole || attributes.includes(part)) && !excluded.includes(part);
  const parts = (one: unknown) => partsOf(key, one, wants);
  if (Array.isArray(value)) {
    const left = value.map(parts).filter((one) => one !== undefined);
    return left.length > 0 || isWhole ? left : undefined;
  }
  if (isObject(value)) return parts(value);
  return isWhole ? value : undefined;
}

function partsOf(key: string, value: unknown, wants: (part: string) => boolean): unknown {
  const entries = Object.entries(value as object);
  const left = entries.filter(([name]) => wants(`${key}.${name.toLowerCase()}`));
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
