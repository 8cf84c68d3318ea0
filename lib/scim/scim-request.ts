import { attributeName } from './attribute';
import { invalidValue, ScimError } from './scim-error';

const TYPES = ['Users', 'Groups', 'ServiceProviderConfig', 'ResourceTypes', 'Schemas'] as const;
export type Endpoint = (typeof TYPES)[number];

/** The path and the query of a request, as RFC 7644 section 3.2 and 3.4.2 have them. */
export interface ScimRequest {
  readonly endpoint: Endpoint;
  /** The part after the endpoint's name. Undefined for the whole list. */
  readonly id: string | undefined;
  readonly filter: string | undefined;
  /** The number of the first result, from 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly projection: Projection;
}

/** The attributes to return, by their names in lowercase (RFC 7644 section 3.9). */
export interface Projection {
  readonly attributes: readonly string[] | undefined;
  readonly excluded: readonly string[];
}

const BASE = '/scim/v2/';
// The features of RFC 7644 sections 3.4.3, 3.7 and 3.11 that have paths of their own.
const NOT_IMPLEMENTED = ['.search', 'Bulk', 'Me'];
const DEFAULT_COUNT = 100;
const MAX_COUNT = 200;

/**
 * Parses the target of a request, exactly as the caller spelled it: `new URL` would resolve dot segments.
 *
 * @throws ScimError 404 for an unknown path, 501 for one of a feature that this service lacks, `invalidValue` for a
 *   number that is none.
 */
export function parseScimTarget(target: string): ScimRequest {
  const [path = '', ...rest] = target.split('?');
  const [name, id, ...more] = partsOf(path);
  if (NOT_IMPLEMENTED.some((one) => one === name || one === id)) throw notImplemented();
  const endpoint = TYPES.find((one) => one === name);
  if (endpoint === undefined || more.length > 0) throw notFound();
  const query = new URLSearchParams(rest.join('?'));
  const attributes = namesIn(query.get('attributes'));
  return {
    endpoint,
    id,
    filter: query.get('filter') ?? undefined,
    startIndex: Math.max(1, numberIn(query, 'startIndex') ?? 1),
    count: Math.min(MAX_COUNT, Math.max(0, numberIn(query, 'count') ?? DEFAULT_COUNT)),
    projection: {
      attributes: attributes.length === 0 ? undefined : attributes,
      excluded: namesIn(query.get('excludedAttributes')),
    },
  };
}

/** Returns the refusal of an unknown path or id. */
export function notFound(): ScimError {
  return new ScimError(404, 'There is nothing at this address.');
}

// RFC 7644 section 3.11 and table 8.
function notImplemented(): ScimError {
  return new ScimError(
    501,
    'This feature is not supported. ServiceProviderConfig lists those that are.',
  );
}

function partsOf(path: string): readonly string[] {
  if (!path.startsWith(BASE)) throw notFound();
  const parts = path.slice(BASE.length).replace(/\/$/, '').split('/').map(decoded);
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw notFound();
  return parts;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound();
  }
}

const MAX_NAMES = 50;

function namesIn(list: string | null): readonly string[] {
  const names = (list ?? '').split(',').map((name) => attributeName(name.trim()));
  return names.filter((name) => name !== '').slice(0, MAX_NAMES);
}

const INTEGER = /^-?\d{1,9}$/;

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!INTEGER.test(text)) throw invalidValue(name, 'must be a whole number');
  return Number(text);
}
