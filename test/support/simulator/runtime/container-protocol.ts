import type { Visibility } from '../state';

/** The start message to a container. */
export interface ContainerConfig {
  readonly domainName: string;
  /** The folder of the deployed files, which is also the working directory of the process. */
  readonly folder: string;
  /** The variables on a Function's context. */
  readonly variables: Readonly<Record<string, string>>;
  readonly functions: readonly ContainerFile[];
  readonly assets: readonly ContainerFile[];
}

/** A deployed file in the runtime handler's format of routes. */
export interface ContainerFile {
  readonly name: string;
  readonly path: string;
  readonly access: Visibility;
  readonly filePath: string;
  readonly content: string;
}

/** The message of a container that listens. */
export interface ContainerReady {
  readonly port: number;
}
