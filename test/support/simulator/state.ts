import { randomBytes } from 'node:crypto';

/** The state of Twilio's side, by SID. Entries are replaced and never changed. */
export interface SimulatorState {
  readonly services: Map<string, SimulatedService>;
  readonly environments: Map<string, SimulatedEnvironment>;
  readonly resources: Map<string, Resource>;
  readonly versions: Map<string, Version>;
  readonly builds: Map<string, Build>;
  readonly variables: Map<string, Variable>;
}

export interface SimulatedService {
  readonly sid: string;
  readonly uniqueName: string;
  readonly friendlyName: string;
  readonly includeCredentials: boolean;
}

export interface SimulatedEnvironment {
  readonly sid: string;
  readonly serviceSid: string;
  readonly uniqueName: string;
  readonly domainSuffix: string | null;
  readonly domainName: string;
  /** The live build, or `null` before the first deployment. */
  readonly buildSid: string | null;
}

export type Kind = 'function' | 'asset';

export const VISIBILITIES = ['public', 'protected', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** A Function or an Asset, for which versions are uploaded. */
export interface Resource {
  readonly sid: string;
  readonly serviceSid: string;
  readonly kind: Kind;
  readonly friendlyName: string;
}

/** One uploaded file. */
export interface Version {
  readonly sid: string;
  readonly serviceSid: string;
  readonly resourceSid: string;
  readonly kind: Kind;
  readonly path: string;
  readonly visibility: Visibility;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
}

export interface Build {
  readonly sid: string;
  readonly serviceSid: string;
  readonly versions: readonly Version[];
  readonly dependencies: readonly Dependency[];
  readonly runtime: string;
  readonly status: 'building' | 'completed' | 'failed';
}

export interface Variable {
  readonly sid: string;
  readonly environmentSid: string;
  readonly key: string;
  readonly value: string;
}

/** A build, with the environment of its deployment. */
export interface DeployedBuild {
  readonly service: SimulatedService;
  readonly environment: SimulatedEnvironment;
  readonly build: Build;
}

/** Finds the live build of a domain. */
export function buildAt(state: SimulatorState, domainName: string): DeployedBuild {
  const all = [...state.environments.values()];
  const environment = all.find((one) => one.domainName === domainName);
  const build = state.builds.get(environment?.buildSid ?? '');
  const service = state.services.get(environment?.serviceSid ?? '');
  if (environment === undefined || build === undefined || service === undefined) {
    throw new Error(`Nothing was deployed to ${domainName}`);
  }
  return { service, environment, build };
}

/** Creates the state of an account with one build and without variables. */
export function stateWith({ service, environment, build }: DeployedBuild): SimulatorState {
  const state = emptyState();
  state.services.set(service.sid, service);
  state.environments.set(environment.sid, environment);
  state.builds.set(build.sid, build);
  return state;
}

/** Creates the state of an empty account. */
export function emptyState(): SimulatorState {
  return {
    services: new Map(),
    environments: new Map(),
    resources: new Map(),
    versions: new Map(),
    builds: new Map(),
    variables: new Map(),
  };
}

/** Returns a new SID: the prefix of its type and 32 hexadecimal digits. */
export function newSid(prefix: 'ZS' | 'ZE' | 'ZH' | 'ZN' | 'ZB' | 'ZV' | 'ZD'): string {
  return prefix + randomBytes(16).toString('hex');
}

/** Returns the variables of an environment by name. */
export function variablesOf(state: SimulatorState, environmentSid: string): Record<string, string> {
  const own = [...state.variables.values()].filter((one) => one.environmentSid === environmentSid);
  return Object.fromEntries(own.map(({ key, value }) => [key, value]));
}
