import { existsSync, linkSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { makeTempFolder, type TempFolder } from '../processes/temp-folder';
import { PROJECT } from '../projects/project';

// jest's workers inherit the environment of the set-up.
const VARIABLE = 'TEST_COMMANDS';
// The first three also contain their packages, which then load faster.
const ALONE = ['credentials', 'directory', 'migrate'] as const;
const COMMANDS = [...ALONE, 'start', 'doctor', 'deploy'] as const;

/** A command that is bundled for tests. */
export type BundledCommand = (typeof COMMANDS)[number];

const FOLDER = join(PROJECT, 'cli', 'commands');

let bundles: TempFolder | undefined;

/**
 * Bundles the commands that many tests run, once for each run. A bundle starts in a fifth of the time that compiling
 * its sources takes.
 */
export async function bundleCommands(): Promise<void> {
  bundles = makeTempFolder('commands');
  await bundle(ALONE, { external: ['pg-native'] });
  await bundle(COMMANDS.slice(ALONE.length), { packages: 'external' });
  process.env[VARIABLE] = bundles.path;
}

function bundle(names: readonly BundledCommand[], options: BuildOptions): Promise<unknown> {
  return build({
    ...options,
    entryPoints: names.map((name) => join(FOLDER, `${name}.ts`)),
    outdir: bundles?.path ?? '',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [keepFolders],
    logLevel: 'warning',
  });
}

// The folder and file names that a source sees in the copy with the bundle.
const keepFolders: Plugin = {
  name: 'keep-folders',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/\b__(?:dir|file)name\b/.test(text)) return null;
      const file = JSON.stringify(relative(FOLDER, path));
      const lines = `const __filename = require('node:path').join(require.main.path, ${file});
        const __dirname = require('node:path').dirname(__filename);`;
      return { contents: `${lines}\n${text}`, loader: 'ts' };
    });
  },
};

/** Removes the bundles. */
export function removeBundles(): void {
  bundles?.remove();
}

/** Puts the bundle of a command into a copy of this project, next to its source. @returns its path. */
export function bundleIn(folder: string, name: BundledCommand): string {
  const file = join(folder, 'cli', 'commands', `${name}.cjs`);
  if (!existsSync(file)) linkSync(join(process.env[VARIABLE] ?? '', `${name}.cjs`), file);
  return file;
}
