import { join, sep } from 'node:path';
import type { InputOptions, OutputChunk, Plugin } from 'rolldown';
import { isOauthLibrary, OWN_RESPONSE } from '../../cli/project/oauth-response-plugin';
import { ROOT } from '../../cli/project/paths';
import {
  ATTESTATION_MODULES,
  ECC,
  ECC_SIGNATURE,
  isOfLibrary,
  OMITTED,
} from '../../cli/project/without-attestation-plugin';

/** The modules that the package has its own version of. */
const REPLACED = new Map(
  Object.entries({
    'lib/util/load-part.ts': 'package/load-part.ts',
    'lib/util/command-line.ts': 'package/command-line.ts',
    'cli/project/toolchain.ts': 'package/toolchain.ts',
  }).map(([module, replacement]) => [join(ROOT, module), join(ROOT, replacement)]),
);
const REPLACED_NAMES = /\/(?:load-part|command-line|toolchain)$/;
const PG = join('node_modules', 'pg', 'lib');

/** Sources by the name of their built file. */
export type Entries = Readonly<Record<string, string>>;

/** What the package consists of. */
export interface PackageSources {
  /** What Functions load. */
  readonly library: Entries;
  /** What people run, which may use the library. */
  readonly programs: Entries;
}

/**
 * Bundles the JavaScript of the package: CommonJS, one file for each entry, with the shared code in `shared/`, and that
 * of the programs in `cli/`.
 *
 * @returns the paths of all source files that became part of it.
 */
export async function bundlePackage(
  { library, programs }: PackageSources,
  folder: string,
): Promise<readonly string[]> {
  const chunkOf = await findChunks(library);
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown(inputOf({ ...library, ...programs }));
  const { output } = await bundle.write({
    dir: folder,
    ...FORMAT,
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.some((id) => chunkOf.has(id)) ? 'shared/[name].js' : 'cli/[name].js',
    // The programs do not cut the library into more files, because each of them costs a cold start time.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: (id) => chunkOf.get(id) ?? null }],
    },
  });
  await bundle.close();
  const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
  return [...new Set(chunks.flatMap(({ moduleIds }) => moduleIds))];
}

const FORMAT = {
  format: 'cjs',
  exports: 'named',
  esModule: true,
  comments: { legal: true },
  // As in the assets: Node.js reads and parses these files at each cold start.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
} as const;

/** Returns the name of the chunk that each module belongs to if only the library is bundled. */
async function findChunks(library: Entries): Promise<ReadonlyMap<string, string>> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown(inputOf(library));
  const { output } = await bundle.generate(FORMAT);
  await bundle.close();
  const chunks = output.filter((one): one is OutputChunk => one.type === 'chunk');
  const entries = new Set(chunks.flatMap(({ facadeModuleId }) => facadeModuleId ?? []));
  return new Map(
    chunks.flatMap(({ name, moduleIds }) =>
      moduleIds.filter((id) => !entries.has(id)).map((id) => [id, name] as const),
    ),
  );
}

function inputOf(input: Entries): InputOptions {
  return {
    cwd: ROOT,
    input: { ...input },
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    external: [/^#/, 'twilio', /^twilio\//],
    checks: { pluginTimings: false },
    plugins: [replacedModules, pgForNode, withoutAttestation, oauthResponse],
  };
}

const replacedModules: Plugin = {
  name: 'replaced-modules',
  async resolveId(path, importer) {
    if (importer === undefined || !REPLACED_NAMES.test(path)) return null;
    const resolved = await this.resolve(path, importer, { skipSelf: true });
    return REPLACED.get(resolved?.id ?? '') ?? resolved;
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

// The same omissions as in cli/project/without-attestation-plugin.ts.
const withoutAttestation: Plugin = {
  name: 'without-attestation',
  resolveId(path, importer = '') {
    if (!isOfLibrary(importer)) return null;
    if (path === ECC) return this.resolve(ECC_SIGNATURE, importer);
    return ATTESTATION_MODULES.test(path) ? '\0without-attestation' : null;
  },
  load: (id) => (id === '\0without-attestation' ? OMITTED : null),
};

// The same `Response` as in cli/project/oauth-response-plugin.ts.
const oauthResponse: Plugin = {
  name: 'oauth-response',
  transform: (code, id) => (isOauthLibrary(id) ? `${OWN_RESPONSE}${code}` : null),
};
