import { join } from 'node:path';
import { build } from 'esbuild';
import { BENCH, bundle, COMPILED } from '../compile';
import { BUNDLE_ENTRY } from './contestants/better-auth-options';

const CHILDREN = ['bare-child', 'better-auth-child', 'floor-child'];

/** Compiles the children, and better-auth into one file. */
export async function compileDirectory(): Promise<void> {
  await bundle(CHILDREN.map((name) => join(BENCH, 'directory', 'contestants', `${name}.ts`)));
  await build({
    stdin: { contents: BUNDLE_ENTRY, resolveDir: BENCH },
    outfile: join(COMPILED, 'better-auth-bundle.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['pg-native'],
    logLevel: 'warning',
  });
}
