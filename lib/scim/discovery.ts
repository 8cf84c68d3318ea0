import type { Resource } from './projection';
import type { Endpoint } from './scim-request';

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:';

/** Returns the documents of a discovery endpoint (RFC 7644 section 4), by their ids. */
export function discoveryDocuments(
  endpoint: Endpoint,
  base: string,
): ReadonlyMap<string, Resource> {
  const documents = {
    Users: [],
    Groups: [],
    ServiceProviderConfig: [serviceProviderConfig(base)],
    ResourceTypes: [
      resourceType(base, { id: 'User', path: '/Users', schema: USER_SCHEMA }),
      resourceType(base, { id: 'Group', path: '/Groups', schema: GROUP_SCHEMA }),
    ],
    Schemas: [
      schema(base, { id: USER_SCHEMA, name: 'User', attributes: USER_ATTRIBUTES }),
      schema(base, { id: GROUP_SCHEMA, name: 'Group', attributes: GROUP_ATTRIBUTES }),
    ],
  }[endpoint];
  return new Map(documents.map((document) => [`${(document as Resource)['id'] ?? ''}`, document]));
}

function serviceProviderConfig(base: string): Resource {
  const no = { supported: false };
  return {
    schemas: [`${CORE}ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 200 },
    changePassword: no,
    sort: no,
    etag: no,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A SCIM token of a service user, in the header Authorization.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

function resourceType(
  base: string,
  {
    id,
    path,
    schema: urn,
  }: { readonly id: string; readonly path: string; readonly schema: string },
): Resource {
  return {
    schemas: [`${CORE}ResourceType`],
    id,
    name: id,
    endpoint: path,
    schema: urn,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${id}` },
  };
}

interface SchemaParts {
  readonly id: string;
  readonly name: string;
  readonly attributes: readonly object[];
}

function schema(base: string, { id, name, attributes }: SchemaParts): Resource {
  return {
    schemas: [`${CORE}Schema`],
    id,
    name,
    attributes,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  };
}

function attribute(name: string, more: object = {}) {
  return {
    name,
    type: 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  };
}

const READ_ONLY = { mutability: 'readOnly' };

const USER_ATTRIBUTES = [
  attribute('userName', { required: true, uniqueness: 'server' }),
  attribute('name', {
    type: 'complex',
    subAttributes: [
      attribute('formatted', READ_ONLY),
      attribute('familyName'),
      attribute('givenName'),
    ],
  }),
  attribute('displayName'),
  attribute('active', { type: 'boolean' }),
  attribute('emails', {
    ...READ_ONLY,
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', READ_ONLY),
      attribute('type', READ_ONLY),
      attribute('primary', { ...READ_ONLY, type: 'boolean' }),
    ],
  }),
  attribute('groups', {
    ...READ_ONLY,
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', { ...READ_ONLY, caseExact: true }),
      attribute('$ref', { ...READ_ONLY, type: 'reference', referenceTypes: ['Group'] }),
      attribute('display', READ_ONLY),
      attribute('type', { ...READ_ONLY, canonicalValues: ['direct'] }),
    ],
  }),
  attribute('externalId', { caseExact: true }),
];

const GROUP_ATTRIBUTES = [
  attribute('displayName', { required: true, uniqueness: 'server' }),
  attribute('members', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', { mutability: 'immutable', caseExact: true }),
      attribute('display', READ_ONLY),
    ],
  }),
  attribute('externalId', { caseExact: true }),
];
