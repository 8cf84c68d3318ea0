import type { ApiCall, ApiReply } from './api-call';
import { createBuild, fetchBuild, fetchBuildStatus } from './builds';
import { createDeployment } from './deployments';
import { createEnvironment, fetchEnvironment, listEnvironments } from './environments';
import { createService, fetchService, listServices } from './services';
import { createResource, listResources, uploadVersion } from './uploads';
import { createVariable, listVariables, updateVariable } from './variables';

/** The two hosts of the Serverless API. Files are uploaded only to the second one. */
export const HOSTS = ['serverless.twilio.com', 'serverless-upload.twilio.com'] as const;
export type Host = (typeof HOSTS)[number];

export interface Route {
  readonly host: Host;
  readonly method: 'GET' | 'POST';
  /** The path, with `:name` for a SID. */
  readonly path: string;
  readonly handle: (call: ApiCall) => ApiReply | Promise<ApiReply>;
}

const [API, UPLOAD] = HOSTS;
const ONE_SERVICE = '/v1/Services/:service';
const ENVIRONMENTS = `${ONE_SERVICE}/Environments`;
const ONE_ENVIRONMENT = `${ENVIRONMENTS}/:environment`;
const VARIABLES = `${ONE_ENVIRONMENT}/Variables`;

/** The routes of a deploy (the calls of @twilio-labs/serverless-api 5.7.0). */
export const ROUTES: readonly Route[] = [
  { host: API, method: 'POST', path: '/v1/Services', handle: createService },
  { host: API, method: 'GET', path: '/v1/Services', handle: listServices },
  { host: API, method: 'GET', path: ONE_SERVICE, handle: fetchService },
  { host: API, method: 'POST', path: ENVIRONMENTS, handle: createEnvironment },
  { host: API, method: 'GET', path: ENVIRONMENTS, handle: listEnvironments },
  { host: API, method: 'GET', path: ONE_ENVIRONMENT, handle: fetchEnvironment },
  ...uploads('Functions', 'function'),
  ...uploads('Assets', 'asset'),
  { host: API, method: 'POST', path: `${ONE_SERVICE}/Builds`, handle: createBuild },
  { host: API, method: 'GET', path: `${ONE_SERVICE}/Builds/:build`, handle: fetchBuild },
  {
    host: API,
    method: 'GET',
    path: `${ONE_SERVICE}/Builds/:build/Status`,
    handle: fetchBuildStatus,
  },
  { host: API, method: 'GET', path: VARIABLES, handle: listVariables },
  { host: API, method: 'POST', path: VARIABLES, handle: createVariable },
  { host: API, method: 'POST', path: `${VARIABLES}/:variable`, handle: updateVariable },
  { host: API, method: 'POST', path: `${ONE_ENVIRONMENT}/Deployments`, handle: createDeployment },
];

function uploads(name: 'Functions' | 'Assets', kind: 'function' | 'asset'): readonly Route[] {
  const path = `${ONE_SERVICE}/${name}`;
  return [
    { host: API, method: 'POST', path, handle: createResource(kind) },
    { host: API, method: 'GET', path, handle: listResources(kind) },
    {
      host: UPLOAD,
      method: 'POST',
      path: `${path}/:resource/Versions`,
      handle: uploadVersion(kind),
    },
  ];
}

/** Finds the route of a request and the SIDs in its path, or `null` without a route. */
export function findRoute({
  host,
  method,
  path,
}: {
  readonly host: string;
  readonly method: string;
  readonly path: string;
}): { readonly route: Route; readonly sids: Readonly<Record<string, string>> } | null {
  for (const route of ROUTES) {
    if (route.host !== host || route.method !== method) continue;
    const sids = matchPath(route.path, path);
    if (sids !== null) return { route, sids };
  }
  return null;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return null;
  const sids: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const given = actual[index] ?? '';
    if (part.startsWith(':')) sids[part.slice(1)] = given;
    else if (part !== given) return null;
  }
  return sids;
}
