import { join, sep } from 'node:path';
import type { OutputChunk, Plugin } from 'rolldown';
import { ROOT } from '../../cli/project/paths';

const LOAD_PART = join(ROOT, 'lib/util/load-part.ts');
const PACKAGED_LOAD_PART = join(ROOT, 'package/load-part.ts');
const PG = join('node_modules', 'pg', 'lib');

/**
 * Bundles the JavaScript of the package: CommonJS, one file for each entry, with the shared code in
 * `shared/`.
 *
 * @returns the paths of all source files that became part of it.
 */
export async function bundlePackage(
  entries: Readonly<Record<string, string>>,
  folder: string,
): Promise<readonly string[]> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    cwd: ROOT,
    input: { ...entries },
    platform: 'node',
    external: [/^#/, 'twilio', /^twilio\//],
    checks: { pluginTimings: false },
    plugins: [packagedParts, pgForNode],
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'cjs',
    exports: 'named',
    esModule: true,
    chunkFileNames: 'shared/[name].js',
    comments: { legal: true },
  });
  await bundle.close();
  const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
  return [...new Set(chunks.flatMap(({ moduleIds }) => moduleIds))];
}

// In the package, every part is a file of the package.
const packagedParts: Plugin = {
  name: 'packaged-parts',
  async resolveId(path, importer) {
    if (importer === undefined || !path.endsWith('/load-part')) return null;
    const resolved = await this.resolve(path, importer, { skipSelf: true });
    return resolved?.id === LOAD_PART ? PACKAGED_LOAD_PART : resolved;
  },
};

// The same two changes of `pg` as in cli/project/pg-for-node-plugin.ts, which explains them.
const pgForNode: Plugin = {
  name: 'pg-for-node',
  resolveId(path, importer) {
    if (path !== './native' || importer?.includes(`${PG}${sep}`) !== true) return null;
    return '\0no-pg-native';
  },
  load(id) {
    if (id !== '\0no-pg-native') return null;
    return `throw Object.assign(new Error('no pg-native'), { code: 'MODULE_NOT_FOUND' });`;
  },
  transform(code, id) {
    if (!id.endsWith(join(PG, 'stream.js'))) return null;
    return code.replace('if (isCloudflareRuntime())', 'if (false)');
  },
};
