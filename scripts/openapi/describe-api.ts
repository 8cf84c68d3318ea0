import { toJsonSchema } from '@valibot/to-json-schema';
import { type GenericSchema, strictObject } from 'valibot';
import type { OperationAccess } from '../../lib/directory/api/access';
import { callFieldsOf } from '../../lib/directory/api/call-fields';
import type { OperationDefinition } from '../../lib/directory/api/operation';
import { ERRORS, type ErrorCode } from '../../lib/directory/errors';

type Json = Readonly<Record<string, unknown>>;

const TITLE = 'Directory';
const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Secure-session',
    description: 'The session of a user who has logged in.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: 'An API key of a member or a service user.',
  },
} as const;
const TAGS = {
  account: "A user's own login and credentials.",
  admin: "An account's members, service users, invitations, credentials and events.",
  session: 'Login, logout, sign-up and the links in emails.',
  token: 'SSH access tokens.',
};
// Every operation may return these errors.
const ALWAYS: readonly ErrorCode[] = ['INPUT_INVALID', 'UNAVAILABLE', 'INTERNAL'];
const OWN_LOGIN: readonly ErrorCode[] = ['OWN_LOGIN_REQUIRED'];
const FOR_CHANGES: readonly ErrorCode[] = [
  'CONTENT_TYPE_INVALID',
  'INPUT_MISPLACED',
  'ORIGIN_INVALID',
];

/**
 * Describes operations as an OpenAPI 3.1 document. An operation that changes something is a POST with a JSON body.
 * An operation that only reads is a GET with its input in the query.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function describeApi(operations: readonly OperationDefinition[], version: string): Json {
  const sorted = operations.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return {
    openapi: '3.1.1',
    info: {
      title: TITLE,
      version,
      description: 'Users, accounts, roles, sessions, credentials and events.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The service that has these Functions.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(sorted.map((one) => [`/${one.name}`, describePath(one)])),
    components: { securitySchemes: SECURITY_SCHEMES, schemas: { Error: errorSchema() } },
  };
}

function describePath(operation: OperationDefinition): Json {
  const { name, summary, access, changes } = operation;
  const [tag = ''] = name.split('/');
  const described = {
    operationId: name.replace(/[/-](\w)/g, (_all, letter: string) => letter.toUpperCase()),
    summary,
    tags: [tag],
    security: securityOf(access),
    ...(changes ? { requestBody: bodyOf(operation) } : { parameters: parametersOf(operation) }),
    responses: responsesOf(operation),
  };
  return { [changes ? 'post' : 'get']: described };
}

function securityOf(access: OperationAccess): readonly Json[] {
  if (access === 'anyone') return [];
  return access.apiKey ? [{ session: [] }, { apiKey: [] }] : [{ session: [] }];
}

function bodyOf(operation: OperationDefinition): Json {
  const schema = withFields(schemaOf(operation.input, 'input'), fieldsOf(operation));
  return { required: true, content: { 'application/json': { schema } } };
}

function parametersOf(operation: OperationDefinition): readonly Json[] {
  // A query cannot contain a JSON true, and an operation that only reads does not need it.
  const { json: _json, ...fields } = fieldsOf(operation).properties;
  const schema = withFields(schemaOf(operation.input, 'input'), {
    properties: fields,
    required: [],
  });
  const { properties = {}, required = [] } = schema as Partial<Fields>;
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: described,
  }));
}

/** The properties of an object, and the required ones. */
interface Fields {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required: readonly string[];
}

const FIELD_DESCRIPTIONS: Readonly<Record<string, string>> = {
  json: 'Proves that the input is a JSON body, because a query or a form cannot contain a JSON true.',
  accountId:
    'The account that the call is meant for. If the caller is in another one: ACCOUNT_CHANGED.',
};

function fieldsOf(operation: OperationDefinition): Fields {
  const { properties, required } = schemaOf(
    strictObject(callFieldsOf(operation)),
    'input',
  ) as unknown as Fields;
  const described = Object.entries(properties).map(([name, schema]) => [
    name,
    { ...schema, description: FIELD_DESCRIPTIONS[name] },
  ]);
  return { properties: Object.fromEntries(described), required };
}

// An input is one object or one of several alternatives.
function withFields(schema: Json, fields: Fields): Json {
  const { anyOf, properties, required = [] } = schema as Partial<Fields> & { anyOf?: Json[] };
  if (anyOf !== undefined) return { anyOf: anyOf.map((one) => withFields(one, fields)) };
  return {
    ...schema,
    properties: { ...properties, ...fields.properties },
    required: [...required, ...fields.required],
  };
}

function responsesOf({ access, asLines, changes, errors, output }: OperationDefinition): Json {
  const own = access !== 'anyone' && access.ownLogin !== undefined ? OWN_LOGIN : [];
  const codes = [...errors, ...own, ...ALWAYS, ...(changes ? FOR_CHANGES : [])];
  if (access !== 'anyone') codes.push('ACCOUNT_CHANGED');
  const byStatus = groupByStatus(new Set(codes));
  const schema = schemaOf(output, 'output');
  const lines = { 'application/x-ndjson': { schema: { type: 'string' } } };
  const next = {
    description: 'The value of `before` for the next page. Missing on the last page.',
    schema: { type: 'string' },
  };
  const refusals = [...byStatus].map(([status, own]) => [`${status}`, refusalOf(own)] as const);
  return Object.fromEntries([
    [
      '200',
      asLines
        ? { description: 'Done.', headers: { 'Next-Before': next }, content: lines }
        : { description: 'Done.', content: { 'application/json': { schema } } },
    ],
    ...refusals,
    ...(access === 'anyone' ? [] : guardRefusals(byStatus)),
  ]);
}

function groupByStatus(codes: Iterable<ErrorCode>): ReadonlyMap<number, readonly ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

function refusalOf(codes: readonly ErrorCode[]): Json {
  const texts = codes.map((code) => `\`${code}\`: ${ERRORS[code].message}`);
  const schema = { $ref: '#/components/schemas/Error' };
  return { description: texts.join('\n'), content: { 'application/json': { schema } } };
}

// The guard refuses in plain text before the operation is called.
function guardRefusals(own: ReadonlyMap<number, unknown>): (readonly [string, Json])[] {
  const text = { content: { 'text/plain': { schema: { type: 'string' } } } };
  const all = [
    [401, 'The request has no valid session and no valid API key.'],
    [403, 'Your role or the status of your session does not allow this operation.'],
  ] as const;
  return all
    .filter(([status]) => !own.has(status))
    .map(([status, description]) => [`${status}`, { description, ...text }] as const);
}

function errorSchema(): Json {
  return {
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message', 'requestId'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', enum: Object.keys(ERRORS) },
          message: { type: 'string' },
          problems: { type: 'array', items: { type: 'string' } },
          accounts: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'name'],
              additionalProperties: false,
              properties: { id: { type: 'string' }, name: { type: 'string' } },
            },
          },
          requestId: { type: 'string' },
        },
      },
    },
  };
}

function schemaOf(schema: GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _dialect, ...described } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    typeMode,
  }) as Json & { readonly $schema?: unknown };
  return described;
}
