import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder } from '../processes/temp-folder';
import { formatEnvFile } from './env-file';
import { linkPackages, PROJECT } from './project';
import { type ProjectFiles, writeFiles } from './write-project';

/** The project that a test runs, and its variables. */
export interface ProjectOptions {
  /** The content of its `.env` file. */
  readonly variables: Readonly<Record<string, string>>;
  /** The project's folder, which gets the `.env` file. Default: a copy of this project. */
  readonly folder?: string;
  /** Functions in plain JavaScript, by their path, that the copy of this project has as well. Default: none. */
  readonly functions?: ProjectFiles;
}

/** The folder of a project that can be started or deployed. */
export interface OpenedProject {
  readonly folder: string;
  /** Removes the files of the test. A given folder is kept. */
  remove(): void;
}

// The toolkit requires a functions or assets folder, even if it reads others.
const COPIED = ['.twilioserverless', '.twilioserverlessrc', 'functions', 'assets'];

/** The directory's endpoints, which are most Functions. A case about something else need not load or upload them. */
export const ENDPOINTS: readonly string[] = ['account', 'admin', 'session'].map(
  (folder) => `.twilioserverless/functions/${folder}`,
);

/** Opens the folder of a test, with the variables in its `.env` file. */
export function openProject({ variables, folder, functions = {} }: ProjectOptions): OpenedProject {
  const opened = folder === undefined ? copyProject() : { folder, remove: () => {} };
  writeFiles(join(opened.folder, '.twilioserverless', 'functions'), functions);
  writeVariables(opened.folder, variables);
  return opened;
}

/**
 * Copies the built project, so that it does not get a test's `.env` and `.twiliodeployinfo`.
 *
 * @param without - the files and folders that are not copied.
 */
export function copyProject({
  without = [],
}: {
  readonly without?: readonly string[];
} = {}): OpenedProject {
  const omitted = new Set(without.map((name) => join(PROJECT, name)));
  const filter = (source: string) => !omitted.has(source);
  const { path: folder, remove } = makeTempFolder('project');
  for (const name of COPIED) {
    const from = join(PROJECT, name);
    if (existsSync(from)) cpSync(from, join(folder, name), { recursive: true, filter });
  }
  writePackageJson(folder);
  linkPackages(folder);
  return { folder, remove };
}

/** Reads `package.json`, with `engines` that accept the Node.js of the test, so that the doctor does not warn. */
export function readPackageJson() {
  const original = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  return { ...original, engines: { node: `^${process.versions.node}` } };
}

/** Writes that `package.json` to a folder. */
export function writePackageJson(folder: string): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(readPackageJson(), null, 2));
}

/** Writes the `.env` file of a project's folder. */
export function writeVariables(folder: string, variables: Readonly<Record<string, string>>): void {
  writeFileSync(join(folder, '.env'), formatEnvFile(variables));
}
