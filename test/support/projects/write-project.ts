import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeTempFolder } from '../processes/temp-folder';
import { linkPackages, PROJECT } from './project';
import type { OpenedProject } from './project-copy';

/** Files of a project, by their path in it. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Writes a plain JavaScript project that depends only on the runtime handler. */
export function writeProject(files: ProjectFiles): OpenedProject {
  const { path: folder, remove } = makeTempFolder('fixture');
  const { dependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  writeFiles(folder, {
    'package.json': JSON.stringify({ name: 'fixture', dependencies }),
    ...files,
  });
  linkPackages(folder);
  return { folder, remove };
}

/** Writes files into a folder and creates their folders. */
export function writeFiles(folder: string, files: ProjectFiles): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
