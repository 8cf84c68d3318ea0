import type { ScimDirectory, ScimMember } from '../../directory/index';
import { USER_SCHEMA } from '../../scim/discovery';
import { parseFilter } from '../../scim/filter';
import { readPatch } from '../../scim/patch';
import { project, type Resource, wants } from '../../scim/projection';
import type { ScimRequest } from '../../scim/scim-request';
import { patchUser, readUser } from '../../scim/user';
import { USER_ATTRIBUTES } from '../../scim/user-attributes';
import type { ScimAnswer } from './scim-response';

/** The methods of a list and of one of its resources. Each returns the answer, or throws `ScimError`. */
export interface Resources {
  list(request: ScimRequest): Promise<ScimAnswer>;
  create(request: ScimRequest, body: unknown): Promise<ScimAnswer>;
  find(request: ScimRequest, id: string): Promise<ScimAnswer>;
  replace(request: ScimRequest, id: string, body: unknown): Promise<ScimAnswer>;
  patch(request: ScimRequest, id: string, body: unknown): Promise<ScimAnswer>;
  remove(id: string): Promise<ScimAnswer>;
}

/** Returns the answer to a request that changed or created a resource. */
export function resourceAnswer(
  resource: Resource,
  { projection }: ScimRequest,
  status = 200,
): ScimAnswer {
  const { location } = resource['meta'] as { readonly location: string };
  const headers = status === 201 ? { Location: location } : {};
  return { status, body: project(resource, projection), headers };
}

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** Returns the answer with a page of resources (RFC 7644 section 3.4.2). */
export function listAnswer(
  resources: readonly Resource[],
  total: number,
  { startIndex, projection }: ScimRequest,
): ScimAnswer {
  const body = {
    schemas: [LIST],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources.map((resource) => project(resource, projection)),
  };
  return { status: 200, body };
}

/** Returns what an attribute without a value becomes: nothing, because answers have no null. */
export function given(attributes: Readonly<Record<string, unknown>>): Resource {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** Returns the resources of `/Users`. */
export function userResources(directory: ScimDirectory, base: string): Resources {
  const resourceOf = (member: ScimMember) => userResource(member, base);
  return {
    async list(request) {
      const { filter, startIndex, count, projection } = request;
      const { total, items } = await directory.listUsers({
        filter: filter === undefined ? undefined : parseFilter(filter, USER_ATTRIBUTES),
        startIndex,
        count,
        withGroups: wants(projection, 'groups'),
      });
      return listAnswer(items.map(resourceOf), total, request);
    },
    async create(request, body) {
      return resourceAnswer(resourceOf(await directory.createUser(readUser(body))), request, 201);
    },
    async find(request, id) {
      const member = await directory.findUser(id, wants(request.projection, 'groups'));
      return resourceAnswer(resourceOf(member), request);
    },
    async replace(request, id, body) {
      const changes = readUser(body);
      const member = await directory.changeUser(id, () => changes);
      return resourceAnswer(resourceOf(member), request);
    },
    async patch(request, id, body) {
      const changes = readPatch(body);
      const member = await directory.changeUser(id, (user) => patchUser(user, changes));
      return resourceAnswer(resourceOf(member), request);
    },
    async remove(id) {
      await directory.removeUser(id);
      return { status: 204 };
    },
  };
}

function userResource(member: ScimMember, base: string): Resource {
  const { id, userName, externalId, givenName, familyName, displayName, active } = member;
  const formatted = [givenName, familyName].filter((part) => part !== null).join(' ') || null;
  const name = given({ formatted, givenName, familyName });
  return given({
    schemas: [USER_SCHEMA],
    id,
    externalId,
    userName,
    name: Object.keys(name).length === 0 ? null : name,
    displayName,
    active,
    emails: [{ value: userName, type: 'work', primary: true }],
    groups: member.groups?.map(({ value, display }) => ({
      value,
      $ref: `${base}/Groups/${value}`,
      display,
      type: 'direct',
    })),
    meta: metaOf({ ...member, resourceType: 'User', location: `${base}/Users/${id}` }),
  });
}

interface Meta {
  readonly resourceType: string;
  readonly location: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Returns the attribute `meta` (RFC 7643 section 3.1). */
export function metaOf({ resourceType, location, createdAt, changedAt }: Meta): Resource {
  return {
    resourceType,
    created: createdAt.toISOString(),
    lastModified: changedAt.toISOString(),
    location,
  };
}
