import { cpSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { ASSETS, BUILT_ASSETS, BUILT_FUNCTIONS, FUNCTIONS } from './paths';
import { privateAssetsPlugin } from './private-assets-plugin';

const COMMON: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  charset: 'utf8',
  packages: 'external',
  logLevel: 'warning',
};

/** Builds everything that a deploy uploads: one CommonJS file for each Function and asset. */
export async function buildService(): Promise<void> {
  rmSync(BUILT_FUNCTIONS, { recursive: true, force: true });
  rmSync(BUILT_ASSETS, { recursive: true, force: true });
  await build({
    ...COMMON,
    entryPoints: files(FUNCTIONS),
    outbase: FUNCTIONS,
    outdir: BUILT_FUNCTIONS,
    plugins: [privateAssetsPlugin(ASSETS)],
  });
  await build({
    ...COMMON,
    entryPoints: files(ASSETS).filter(isSource),
    outbase: ASSETS,
    outdir: BUILT_ASSETS,
  });
  cpSync(ASSETS, BUILT_ASSETS, { recursive: true, filter: (file) => !isSource(file) });
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isSource(file: string): boolean {
  return extname(file) === '.ts';
}
