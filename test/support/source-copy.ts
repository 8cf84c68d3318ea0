import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startNode } from './child';
import { linkPackages, type OpenedProject, PROJECT } from './project-copy';
import { makeReachableFolder } from './reachable-folder';

const SOURCES = [
  '.env.example',
  '.twilioserverless/manifest.json',
  '.twilioserverlessrc',
  'assets',
  'bench',
  'functions',
  'lib',
  'package.json',
  'scripts',
  'test/support',
  'tsconfig.json',
];

/** Copies what a fresh clone has after `npm ci`: the sources, nothing built, no `.env`. */
export function copySources(): OpenedProject {
  const { path: folder, remove } = makeReachableFolder('clone');
  for (const name of SOURCES) {
    cpSync(join(PROJECT, name), join(folder, name), { recursive: true, filter: isSource });
  }
  linkPackages(folder);
  return { folder, remove };
}

const isSource = (file: string) => !file.includes(join('bench', 'node_modules'));

/** Runs one of the project's scripts in such a copy, as npm does. */
export function startScript(
  folder: string,
  name: 'start' | 'directory' | 'doctor' | 'deploy' | 'migrate',
  { parameters = [], env = {} }: ScriptOptions = {},
): Child {
  const tsx = join(PROJECT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return startNode([tsx, join(folder, 'scripts', `${name}.ts`), ...parameters], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
}

interface ScriptOptions {
  readonly parameters?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}
