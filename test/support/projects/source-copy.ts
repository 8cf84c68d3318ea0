import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BundledCommand, bundleIn, sourceIn } from '../jest/bundled-commands';
import { type Child, startNode } from '../processes/child';
import { makeReachableFolder } from '../processes/reachable-folder';
import { linkPackages, PROJECT } from './project';
import { type OpenedProject, writePackageJson } from './project-copy';

// The compiler checks each of these, so what no command of a clone reads is left out.
const SOURCES = [
  '.env.example',
  '.twilioserverlessrc',
  'assets',
  'cli',
  'client',
  'dashboard',
  'functions',
  'lib',
  'package-lock.json',
  'tsconfig.json',
];

const OUTPUT = '.twilioserverless';

/**
 * Copies the files of a fresh clone after `npm ci`: the sources, without built files and `.env`.
 *
 * @param from - default: this project.
 */
export function copySources(from = PROJECT): OpenedProject {
  const { path: folder, remove } = makeReachableFolder('clone');
  mkdirSync(join(folder, OUTPUT));
  copy(from, SOURCES, folder);
  copy(from, [join(OUTPUT, 'manifest.json')], join(folder, OUTPUT));
  writePackageJson(folder);
  linkPackages(folder);
  return { folder, remove };
}

/** Copies a clone after `npm run build`. Its commands keep that build as long as the sources stay the same. */
export function copyBuiltSources(from = PROJECT): OpenedProject {
  const clone = copySources(from);
  copy(from, [OUTPUT], clone.folder);
  return clone;
}

/** Removes the build of a clone. */
export function removeBuild(folder: string): void {
  for (const name of ['functions', 'assets', 'types', '.digest']) {
    rmSync(join(folder, OUTPUT, name), { recursive: true });
  }
}

// A process of its own takes a third of the time that fs.cpSync takes.
function copy(from: string, names: readonly string[], folder: string): void {
  const found = names.filter((name) => existsSync(join(from, name)));
  execFileSync('cp', ['-R', ...found, folder], { cwd: from });
}

/** Runs one of the project's scripts in such a copy, from its bundle or, as npm does, from its source. */
export function startScript(
  folder: string,
  name: BundledCommand,
  { parameters = [], env = {}, from = 'bundle' }: ScriptOptions = {},
): Child {
  const script = from === 'bundle' ? bundleIn(folder, name) : sourceOf(folder, name);
  return startNode([...script, ...parameters], {
    cwd: folder,
    // GOGC: see jest.config.mjs.
    env: { PATH: process.env['PATH'] ?? '', GOGC: 'off', ...env },
  });
}

function sourceOf(folder: string, name: BundledCommand): readonly string[] {
  // The script runs in one process, because the tsx command kills a process that does not handle a signal in 30 ms.
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  return ['--import', tsx, ...sourceIn(folder, name)];
}

interface ScriptOptions {
  readonly parameters?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the bundle, which starts faster. */
  readonly from?: 'bundle' | 'source';
}
