import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { CliError } from '../run-command';
import { buildDashboard } from './build-dashboard';
import { digestOf } from './digest';
import { oauthResponsePlugin } from './oauth-response-plugin';
import { ASSETS, BUILT_ASSETS, BUILT_FUNCTIONS, FUNCTIONS, OUTPUT, ROOT } from './paths';
import { pgForNodePlugin } from './pg-for-node-plugin';
import { privateAssetsPlugin } from './private-assets-plugin';
import { withoutAttestationPlugin } from './without-attestation-plugin';
import { withoutXmlEncryptionPlugin } from './without-xml-encryption-plugin';

const COMMON: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: externals(),
  logLevel: 'warning',
};

/**
 * How the deployed files are shortened: Node.js reads and parses a shorter file faster. Names remain, because stack
 * traces and errors contain them, and so do short lines, because Node.js prints the whole line of an uncaught error.
 */
export const SHORTENED: BuildOptions = {
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
};

/** The plugins that change packages for this library and Twilio's runtime. */
export const PLUGINS: readonly Plugin[] = [
  pgForNodePlugin,
  withoutAttestationPlugin,
  withoutXmlEncryptionPlugin,
  oauthResponsePlugin,
];

const DIGESTS = join(OUTPUT, '.digest');

/**
 * Builds the files of a deploy: one CommonJS file for each Function and asset. The previous build stays in place until
 * the new one is complete. If neither the sources nor the built files have changed since that build, it is kept. The
 * assets, which take most of the time, are kept if only Functions have changed.
 *
 * @throws CliError if a source does not compile.
 */
export async function buildService(): Promise<void> {
  const sources = digestSources();
  const built = existsSync(DIGESTS) ? readFileSync(DIGESTS, 'utf8').split('\n') : [];
  const { functions, assets } = withBuilt(sources);
  const hasAssets = built.includes(assets);
  if (hasAssets && built.includes(functions)) return;
  await rebuild(hasAssets);
  writeFileSync(DIGESTS, Object.values(withBuilt(sources)).join('\n'));
}

async function rebuild(hasAssets: boolean): Promise<void> {
  const next = mkdtempSync(join(OUTPUT, 'next-'));
  try {
    await compile({
      entryPoints: files(FUNCTIONS),
      outbase: FUNCTIONS,
      outdir: join(next, 'functions'),
      plugins: [privateAssetsPlugin(ASSETS)],
    });
    if (!hasAssets) await buildAllAssets(join(next, 'assets'));
    replace(BUILT_FUNCTIONS, join(next, 'functions'));
    if (!hasAssets) replace(BUILT_ASSETS, join(next, 'assets'));
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

async function buildAllAssets(folder: string): Promise<void> {
  await buildDashboard(folder);
  await buildAssets(folder, { plugins: [...PLUGINS], ...SHORTENED });
  cpSync(ASSETS, folder, { recursive: true, filter: (file) => !isSource(file) });
}

/** Digests of what the Functions and the assets are built from. */
interface Digests {
  readonly functions: string;
  readonly assets: string;
}

// The lock file stands for the packages, and the folder of this file for what calls esbuild.
function digestSources(): Digests {
  const names = [
    'package-lock.json',
    'tsconfig.json',
    'assets',
    'lib',
    'client',
    'dashboard',
    'cli/project',
  ];
  const assets = [...externals(), digestOf(names.map((name) => join(ROOT, name)))].join(' ');
  return { functions: `${assets} ${digestOf([FUNCTIONS])}`, assets };
}

function withBuilt({ functions, assets }: Digests): Digests {
  return {
    functions: `functions ${functions} ${digestOf([BUILT_FUNCTIONS])}`,
    assets: `assets ${assets} ${digestOf([BUILT_ASSETS])}`,
  };
}

/** Builds the private assets into a folder. */
export function buildAssets(folder: string, options: BuildOptions): Promise<void> {
  return compile({
    entryPoints: files(ASSETS).filter(isSource),
    outbase: ASSETS,
    outdir: folder,
    ...options,
  });
}

// Twilio installs the "dependencies". Other imported packages become part of the file. `twilio` comes from the
// runtime, because a copy of it fails the runtime's instanceof.
function externals(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return [...Object.keys(dependencies ?? {}), 'twilio'].flatMap((name) => [name, `${name}/*`]);
}

function replace(folder: string, next: string): void {
  rmSync(folder, { recursive: true, force: true });
  renameSync(next, folder);
}

// esbuild itself prints the errors.
async function compile(options: BuildOptions): Promise<void> {
  await build({ ...COMMON, ...options }).catch(() => {
    throw new CliError('The build failed: see above.');
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
