import { existsSync, linkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from './project';
import { makeTempFolder, type TempFolder } from './temp-folder';

// jest's workers inherit the environment of the set-up.
const VARIABLE = 'TEST_COMMANDS';
const COMMANDS = ['credentials', 'directory', 'migrate'] as const;

/** A command that is bundled for tests. */
export type BundledCommand = (typeof COMMANDS)[number];

let bundles: TempFolder | undefined;

/**
 * Bundles the commands that many tests run, once for the whole run: a bundle starts in a fifth of the
 * time that compiling its sources takes.
 */
export async function bundleCommands(): Promise<void> {
  bundles = makeTempFolder('commands');
  await build({
    entryPoints: COMMANDS.map((name) => join(PROJECT, 'scripts', `${name}.ts`)),
    outdir: bundles.path,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['pg-native'],
    logLevel: 'warning',
  });
  process.env[VARIABLE] = bundles.path;
}

/** Removes the bundles. */
export function removeBundles(): void {
  bundles?.remove();
}

/** Puts the bundle of a command into a copy of this project, beside its source. @returns its path. */
export function bundleIn(folder: string, name: BundledCommand): string {
  const file = join(folder, 'scripts', `${name}.cjs`);
  if (!existsSync(file)) linkSync(join(process.env[VARIABLE] ?? '', `${name}.cjs`), file);
  return file;
}

/** Tells whether a script is one of the bundled commands. */
export function isBundled(name: string): name is BundledCommand {
  return (COMMANDS as readonly string[]).includes(name);
}
