import { fork } from 'node:child_process';
import { watchChild } from '../../processes/child';
import { firstMessage } from '../first-message';
import type { ContainerConfig, ContainerFile, ContainerReady } from './container-protocol';
import type { DeployedFile } from './lay-out-build';

/** A process that runs the Functions of one deployment with one set of variables. */
export interface Container {
  readonly port: number;
  logs(): string;
  /** Ends the process by its id. */
  stop(): Promise<void>;
}

export interface ContainerOptions {
  /** The compiled script of the process. */
  readonly script: string;
  readonly folder: string;
  readonly domainName: string;
  /** The variables of the context. */
  readonly variables: Readonly<Record<string, string>>;
  readonly files: readonly DeployedFile[];
}

/** Starts a container and waits until it listens. */
export async function startContainer(options: ContainerOptions): Promise<Container> {
  const { script, folder, domainName, variables, files } = options;
  const child = fork(script, [], {
    cwd: folder,
    // Templates read variables from process.env too.
    env: { ...variables, DOMAIN_NAME: domainName },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const watched = watchChild(child);
  const config: ContainerConfig = {
    domainName,
    folder,
    variables,
    functions: filesOf('function', files),
    assets: filesOf('asset', files),
  };
  child.send(config);
  const { port } = await firstMessage<ContainerReady>(watched);
  return { port, logs: watched.logs, stop: watched.stop };
}

function filesOf(kind: 'function' | 'asset', files: readonly DeployedFile[]): ContainerFile[] {
  return files
    .filter(({ version }) => version.kind === kind)
    .map(({ version, file }) => ({
      name: version.path,
      path: version.path,
      access: version.visibility,
      filePath: file,
      content: '',
    }));
}
