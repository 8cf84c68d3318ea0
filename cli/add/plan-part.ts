import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { name as THIS_PACKAGE } from '../../package.json';
import { setVariable } from '../credentials/set-variable';
import { type ChangePlan, type PlannedChange, PUBLIC_FILE } from '../project/change-files';
import { parseEnvText } from '../project/env-file';
import { INSTALL_LIBRARY, type Project } from '../project/project';
import { readText } from '../project/replace-file';
import { planPageAssets } from './page-assets';
import { PARTS, type Part, type TemplatePartName } from './parts';
import type { Templates } from './templates';

const NO_ASSETS: Omit<ChangePlan, 'next'> = { changes: [], kept: [] };
const EXTENSIONS = ['js', 'ts', 'mjs', 'cjs'];

/** A file of a project, and the code that this version has for it. */
export interface PartFile {
  readonly path: string;
  readonly code: string;
}

/** What this version can write into a project. */
export interface PartSources {
  readonly templates: Templates;
  /** Returns the folder of the built assets. */
  readonly builtAssets: () => string;
}

/** Plans to add the Functions of a part, its assets and the variables that it needs. Existing Functions stay. */
export function planPart(
  project: Project,
  name: TemplatePartName,
  { templates, builtAssets }: PartSources,
): ChangePlan {
  const files = filesOf(project, name, templates);
  const isThere = ({ path }: PartFile) => existsSync(path);
  const part: Part = PARTS[name];
  const added = files.filter((file) => !isThere(file));
  const assets =
    part.assets === undefined ? NO_ASSETS : planPageAssets(project, builtAssets(), part.assets);
  return {
    changes: [
      ...planVariables(project, part.variables?.() ?? {}),
      ...added.map(({ path, code }) => ({ path, before: null, after: code, mode: PUBLIC_FILE })),
      ...assets.changes,
    ],
    kept: [...files.filter(isThere).map(({ path }) => path), ...assets.kept],
    removed: assets.removed ?? [],
    next: [...installStep(project), ...part.next],
  };
}

/** Lists the files of a part in a project: those that exist under any extension, or else in its language. */
export function filesOf(
  { functionsFolder, language }: Project,
  name: TemplatePartName,
  templates: Templates,
): readonly PartFile[] {
  return Object.entries(templates)
    .filter(([template]) => PARTS[name].functions.test(template))
    .map(([template, code]) => {
      const path = join(functionsFolder.source, template);
      const there = EXTENSIONS.find((extension) => existsSync(`${path}.${extension}`));
      const extension = there ?? (language === 'typescript' ? 'ts' : 'js');
      return {
        path: `${path}.${extension}`,
        code: code[languageOf(extension, language)],
      };
    });
}

function languageOf(extension: string, language: Project['language']): Project['language'] {
  if (extension === 'ts') return 'typescript';
  if (extension === 'mjs') return 'module';
  return extension === 'js' && language === 'module' ? 'module' : 'javascript';
}

/** Plans to set variables in `.env` that are not set. */
export function planVariables(
  { envFile }: Project,
  variables: Readonly<Record<string, string>>,
): readonly PlannedChange[] {
  const before = readText(envFile);
  const set = parseEnvText(before ?? '');
  const missing = Object.entries(variables).filter(([name]) => !set[name]);
  if (missing.length === 0) return [];
  const after = missing.reduce(
    (text, [name, value]) => setVariable(text, name, value),
    before ?? '',
  );
  const words = `gets ${missing.map(([name]) => name).join(' and ')}`;
  return [{ path: envFile, before, after, words }];
}

/** Returns the step that installs this library, if the project does not declare it. */
export function installStep({ root, packageJson }: Project): readonly string[] {
  if (packageJson.dependencies?.[THIS_PACKAGE] !== undefined) return [];
  if (!existsSync(join(root, 'package.json'))) return ['npm init --yes', INSTALL_LIBRARY];
  return [INSTALL_LIBRARY];
}
