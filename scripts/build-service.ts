import { cpSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { OperatorError } from './main';
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

/**
 * Builds everything that a deploy uploads: one CommonJS file for each Function and asset.
 *
 * @throws OperatorError where a source does not compile.
 */
export async function buildService(): Promise<void> {
  rmSync(BUILT_FUNCTIONS, { recursive: true, force: true });
  rmSync(BUILT_ASSETS, { recursive: true, force: true });
  await compile({
    entryPoints: files(FUNCTIONS),
    outbase: FUNCTIONS,
    outdir: BUILT_FUNCTIONS,
    plugins: [privateAssetsPlugin(ASSETS)],
  });
  await compile({
    entryPoints: files(ASSETS).filter(isSource),
    outbase: ASSETS,
    outdir: BUILT_ASSETS,
  });
  cpSync(ASSETS, BUILT_ASSETS, { recursive: true, filter: (file) => !isSource(file) });
}

// esbuild has shown what is wrong, and where.
async function compile(options: BuildOptions): Promise<void> {
  await build({ ...COMMON, ...options }).catch(() => {
    throw new OperatorError('The build failed: see above.');
  });
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isSource(file: string): boolean {
  return extname(file) === '.ts';
}
