import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linkPackages, type OpenedProject, PROJECT } from './project-copy';
import { makeTempFolder } from './temp-folder';

type ProjectType = 'javascript' | 'typescript';

/** What `create-twilio-function` writes, function by function. */
interface CreateFiles {
  createPackageJSON(folder: string, name: string, type: ProjectType): Promise<void>;
  createEnvFile(folder: string, account: { accountSid: string; authToken: string }): Promise<void>;
  createNvmrcFile(folder: string): Promise<void>;
  createServerlessConfigFile(folder: string): Promise<unknown>;
  createTsconfigFile(folder: string): Promise<void>;
  createExampleFromTemplates(folder: string, type: ProjectType): Promise<unknown>;
}

const create: CreateFiles = require('create-twilio-function/src/create-twilio-function/create-files');

/** Makes a project as `create-twilio-function` does, but installs nothing: it gets our packages. */
export async function createProject(type: ProjectType): Promise<OpenedProject> {
  const { path: folder, remove } = makeTempFolder('adopting');
  await create.createEnvFile(folder, { accountSid: '', authToken: '' });
  await create.createNvmrcFile(folder);
  await create.createPackageJSON(folder, 'adopting', type);
  await create.createServerlessConfigFile(folder);
  if (type === 'typescript') await create.createTsconfigFile(folder);
  await create.createExampleFromTemplates(folder, type);
  linkPackages(folder);
  return { folder, remove };
}

/** Copies a file of this project's build to where docs/adopt.md says. */
export function copyBuilt(built: string, folder: string, to: string): void {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  cpSync(join(PROJECT, '.twilioserverless', built), join(folder, to));
}

/** The listing in docs/adopt.md that begins with that file's name in a comment. */
export function adoptListing(file: string): string {
  const document = readFileSync(join(PROJECT, 'docs', 'adopt.md'), 'utf8');
  const listings = document.split('```').filter((_, index) => index % 2 === 1);
  const found = listings.find((listing) => listing.split('\n')[1] === `// ${file}`);
  if (found === undefined) throw new Error(`docs/adopt.md has no listing of ${file}`);
  return found.slice(found.indexOf('\n') + 1);
}
