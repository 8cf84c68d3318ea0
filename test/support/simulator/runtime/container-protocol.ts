import type { Visibility } from '../state';

/** What a container is told when it starts. */
export interface ContainerConfig {
  readonly domainName: string;
  /** The folder of the deployed files, which is the process's working directory too. */
  readonly folder: string;
  /** The variables on a Function's context. */
  readonly variables: Readonly<Record<string, string>>;
  readonly functions: readonly ContainerFile[];
  readonly assets: readonly ContainerFile[];
}

/** A deployed file in the form in which the runtime handler takes routes. */
export interface ContainerFile {
  readonly name: string;
  readonly path: string;
  readonly access: Visibility;
  readonly filePath: string;
  readonly content: string;
}

/** What a container says once it listens. */
export interface ContainerReady {
  readonly port: number;
}
