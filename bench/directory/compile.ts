import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { buildService } from '../../cli/project/build-service';
import { BUILT_ASSETS, BUILT_FUNCTIONS } from '../../cli/project/paths';
import { BENCH, bundle, COMPILED } from '../compile';
import { BUNDLE_ENTRY } from './targets/better-auth-options';

const CHILDREN = ['bare-child', 'better-auth-child', 'floor-child', 'this-library-child'];

// The files that a deploy uploads.
const BUILT = [
  join(BUILT_ASSETS, 'auth.private.js'),
  join(BUILT_ASSETS, 'directory.private.js'),
  join(BUILT_ASSETS, 'mail.private.js'),
  join(BUILT_ASSETS, 'passkeys.private.js'),
  join(BUILT_FUNCTIONS, 'session', 'log-in.js'),
];

/** Compiles the children, and better-auth into one file, and copies the built files of this library. */
export async function compileDirectory(): Promise<void> {
  await compileChildren(CHILDREN);
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

/** Compiles some of the children, and copies the built files of this library. */
export async function compileChildren(names: readonly string[]): Promise<void> {
  await bundle(names.map((name) => join(BENCH, 'directory', 'targets', `${name}.ts`)));
  await buildService();
  for (const file of BUILT) cpSync(file, join(COMPILED, basename(file)));
}
