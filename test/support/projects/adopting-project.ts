import { makeTempFolder } from '../processes/temp-folder';
import { linkPackages } from './project';
import type { OpenedProject } from './project-copy';

type ProjectType = 'javascript' | 'typescript';

/** The functions of `create-twilio-function` that write a project. */
interface CreateFiles {
  createPackageJSON(folder: string, name: string, type: ProjectType): Promise<void>;
  createEnvFile(folder: string, account: { accountSid: string; authToken: string }): Promise<void>;
  createNvmrcFile(folder: string): Promise<void>;
  createServerlessConfigFile(folder: string): Promise<unknown>;
  createTsconfigFile(folder: string): Promise<void>;
  createExampleFromTemplates(folder: string, type: ProjectType): Promise<unknown>;
}

const create: CreateFiles = require('create-twilio-function/src/create-twilio-function/create-files');

/**
 * Creates a project as `create-twilio-function` does, but installs nothing.
 *
 * @param install - installs the packages of the folder. Default: it links this project's packages.
 */
export async function createProject(
  type: ProjectType,
  install: (folder: string) => void = linkPackages,
): Promise<OpenedProject> {
  const { path: folder, remove } = makeTempFolder('adopting');
  await create.createEnvFile(folder, { accountSid: '', authToken: '' });
  await create.createNvmrcFile(folder);
  await create.createPackageJSON(folder, 'adopting', type);
  await create.createServerlessConfigFile(folder);
  if (type === 'typescript') await create.createTsconfigFile(folder);
  await create.createExampleFromTemplates(folder, type);
  install(folder);
  return { folder, remove };
}
