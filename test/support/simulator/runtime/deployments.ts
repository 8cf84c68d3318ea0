import { join } from 'node:path';
import { type SimulatorState, variablesOf } from '../state';
import { type DeployedFile, layOutBuild } from './lay-out-build';

/** The deployment that an environment serves. */
export interface Deployment {
  /** A key that differs for each build and set of variables, because each has its own containers. */
  readonly key: string;
  readonly folder: string;
  readonly files: readonly DeployedFile[];
  /** The variables of the context, except DOMAIN_NAME and PATH. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface DeploymentSettings {
  readonly state: SimulatorState;
  readonly environmentSid: string;
  readonly credentials: { readonly ACCOUNT_SID: string; readonly AUTH_TOKEN: string };
  /** The folder for builds. */
  readonly folder: string;
  /** The `node_modules` folder to link declared packages from. */
  readonly packages: string;
}

/** Returns the live deployment at each request, or `null` before the first deployment. */
export function deploymentReader(settings: DeploymentSettings): () => Deployment | null {
  const { state, environmentSid, credentials, folder, packages } = settings;
  const laidOut = new Map<string, readonly DeployedFile[]>();

  return () => {
    const environment = state.environments.get(environmentSid);
    const build = state.builds.get(environment?.buildSid ?? '');
    if (environment === undefined || build === undefined) return null;

    const buildFolder = join(folder, environmentSid, build.sid);
    const files = laidOut.get(build.sid) ?? layOutBuild(buildFolder, build, packages);
    laidOut.set(build.sid, files);
    const service = state.services.get(environment.serviceSid);
    // https://www.twilio.com/docs/serverless/functions-assets/functions/variables
    const variables = {
      SERVICE_SID: environment.serviceSid,
      ENVIRONMENT_SID: environment.sid,
      ...(service?.includeCredentials === true ? credentials : {}),
      ...variablesOf(state, environment.sid),
    };
    const key = JSON.stringify([build.sid, variables]);
    return { key, folder: buildFolder, files, variables };
  };
}

/** Returns the file of exactly this path. For `/`, it may also be `/assets/index.html`. */
export function findFile({ files }: Deployment, path: string): DeployedFile | undefined {
  const found = files.find(({ version }) => version.path === path);
  if (found !== undefined || path !== '/') return found;
  return files.find(({ version }) => version.path === '/assets/index.html');
}
