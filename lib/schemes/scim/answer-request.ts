import type { ScimDirectory } from '../../directory/index';
import { discoveryDocuments } from '../../scim/discovery';
import { ScimError } from '../../scim/scim-error';
import {
  type Endpoint,
  notFound,
  parseScimTarget,
  type ScimRequest,
} from '../../scim/scim-request';
import { groupResources } from './group-resources';
import { listAnswer, type Resources, resourceAnswer, userResources } from './scim-resources';
import { type ScimAnswer, scimError } from './scim-response';

/** A request as the edge reports it. */
export interface EdgeRequest {
  readonly method: string;
  /** Path and query, as the caller spelled them. */
  readonly target: string;
  /** The JSON of the body. */
  readonly body: unknown;
}

/** Answers a request of an accepted identity provider. @throws ScimError */
export async function answerRequest(
  directory: ScimDirectory,
  { method, target, body }: EdgeRequest,
): Promise<ScimAnswer> {
  if (method !== 'HEAD') return answer(directory, { method, target, body });
  const { body: _body, ...rest } = await answer(directory, { method: 'GET', target, body });
  return rest;
}

async function answer(
  directory: ScimDirectory,
  { method, target, body }: EdgeRequest,
): Promise<ScimAnswer> {
  const request = parseScimTarget(target);
  const { endpoint, id } = request;
  const base = `${directory.origin}/scim/v2`;
  const resources = resourcesOf(endpoint, directory, base);
  if (resources === undefined) {
    return method === 'GET' ? documentAnswer(request, base) : notAllowed('GET, HEAD');
  }
  return id === undefined
    ? listRequest(resources, request, { method, body })
    : resourceRequest(resources, request, { method, id, body });
}

function resourcesOf(
  endpoint: Endpoint,
  directory: ScimDirectory,
  base: string,
): Resources | undefined {
  if (endpoint === 'Users') return userResources(directory, base);
  if (endpoint === 'Groups') return groupResources(directory, base);
  return undefined;
}

interface ListCall {
  readonly method: string;
  readonly body: unknown;
}

async function listRequest(
  resources: Resources,
  request: ScimRequest,
  { method, body }: ListCall,
): Promise<ScimAnswer> {
  if (method === 'GET') return resources.list(request);
  if (method === 'POST') return resources.create(request, body);
  return notAllowed('GET, HEAD, POST');
}

async function resourceRequest(
  resources: Resources,
  request: ScimRequest,
  { method, id, body }: ListCall & { readonly id: string },
): Promise<ScimAnswer> {
  if (!/^\w{1,40}$/.test(id)) throw notFound();
  if (method === 'GET') return resources.find(request, id);
  if (method === 'PUT') return resources.replace(request, id, body);
  if (method === 'PATCH') return resources.patch(request, id, body);
  if (method === 'DELETE') return resources.remove(id);
  return notAllowed('GET, HEAD, PUT, PATCH, DELETE');
}

// RFC 7644 section 4: these documents have no filter.
function documentAnswer(request: ScimRequest, base: string): ScimAnswer {
  const { endpoint, id, filter } = request;
  if (filter !== undefined) throw new ScimError(403, 'These documents cannot be filtered.');
  const documents = discoveryDocuments(endpoint, base);
  if (id === undefined && endpoint !== 'ServiceProviderConfig') {
    return listAnswer([...documents.values()], documents.size, request);
  }
  const document = documents.get(id ?? '');
  if (document === undefined) throw notFound();
  return resourceAnswer(document, request);
}

function notAllowed(methods: string): ScimAnswer {
  return scimError(405, 'The method is not allowed here.', { headers: { Allow: methods } });
}
