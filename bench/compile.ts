import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildService } from '../cli/project/build-service';
import { ASSETS, BUILT_ASSETS, ROOT } from '../cli/project/paths';
import { privateAssetsPlugin } from '../cli/project/private-assets-plugin';

/** The folder of the benchmarks. */
export const BENCH = join(ROOT, 'bench');
const CHILDREN = ['decisions-child', 'jwt-ratio-child', 'timing-child', 'request-child'];
const FUNCTIONS = ['unguarded', 'opened', 'guarded', 'logged'];

/** The folder of the compiled benchmarks. Git ignores it, and the peers can be resolved from it. */
export const COMPILED = join(BENCH, 'node_modules', '.bench');

/** The measured asset: a copy of the asset that a deploy uploads. */
export const ASSET = join(COMPILED, 'auth.private.js');

/** The asset that is loaded for JSON Web Tokens. */
export const JWT_ASSET = join(COMPILED, 'jwt.private.js');

/**
 * Builds the service, and compiles the benchmarks to plain JavaScript for plain Node. Otherwise the
 * wrappers of a TypeScript loader would be included in the figures.
 */
export async function compile(): Promise<void> {
  await bundle([...CHILDREN, ...FUNCTIONS].map((name) => join(BENCH, `${name}.ts`)));
  await buildService();
  cpSync(join(BUILT_ASSETS, 'auth.private.js'), ASSET);
  cpSync(join(BUILT_ASSETS, 'jwt.private.js'), JWT_ASSET);
}

/** Compiles each entry point into one file, and removes the files compiled before. */
export async function bundle(entryPoints: readonly string[]): Promise<void> {
  rmSync(COMPILED, { recursive: true, force: true });
  await build({
    entryPoints: [...entryPoints],
    outdir: COMPILED,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    plugins: [privateAssetsPlugin(ASSETS)],
  });
}
