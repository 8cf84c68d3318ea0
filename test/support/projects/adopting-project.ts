import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runShell } from '../processes/run-shell';
import { makeTempFolder } from '../processes/temp-folder';
import { linkPackages, PROJECT } from './project';
import type { OpenedProject } from './project-copy';
import { writeFiles } from './write-project';

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

/** Runs the commands of one section of docs/add-to-existing-project.md with that project's path. */
export async function followGuide(section: string, folder: string): Promise<void> {
  const text = readGuide()
    .split(/^#+ /m)
    .find((part) => part.startsWith(`${section}\n`));
  const commands = [...(text ?? '').matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, sh]) => sh);
  if (commands.length === 0)
    throw new Error(`docs/add-to-existing-project.md has no commands in ${section}`);
  await runShell(commands.join('').replaceAll('YOUR-PROJECT', folder), { cwd: PROJECT });
}

/** Writes files from the listings of docs/add-to-existing-project.md, each named in its first comment. */
export function writeListings(folder: string, ...files: readonly string[]): void {
  writeFiles(folder, Object.fromEntries(files.map((file) => [file, adoptListing(file)])));
}

/** Returns the listing of docs/add-to-existing-project.md that begins with a file's name in a comment. */
export function adoptListing(file: string): string {
  const listings = readGuide()
    .split('```')
    .filter((_, index) => index % 2 === 1);
  const found = listings.find((listing) => listing.split('\n')[1] === `// ${file}`);
  if (found === undefined)
    throw new Error(`docs/add-to-existing-project.md has no listing of ${file}`);
  return found.slice(found.indexOf('\n') + 1);
}

const readGuide = () => readFileSync(join(PROJECT, 'docs', 'add-to-existing-project.md'), 'utf8');
