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

const DIGEST = join(OUTPUT, '.digest');

/**
 * Builds the files of a deploy: one CommonJS file for each Function and asset. The previous build stays in place until
 * the new one is complete. If neither the sources nor the built files have changed since that build, it is kept.
 *
 * @throws CliError if a source does not compile.
 */
export async function buildService(): Promise<void> {
  const sources = digestOfSources();
  const isCurrent = existsSync(DIGEST) && readFileSync(DIGEST, 'utf8') === withBuilt(sources);
  if (isCurrent) return;
  await rebuild();
  writeFileSync(DIGEST, withBuilt(sources));
}

async function rebuild(): Promise<void> {
  const next = mkdtempSync(join(OUTPUT, 'next-'));
  try {
    await compile({
      entryPoints: files(FUNCTIONS),
      outbase: FUNCTIONS,
      outdir: join(next, 'functions'),
      plugins: [privateAssetsPlugin(ASSETS)],
    });
    await buildDashboard(join(next, 'assets'));
    await buildAssets(join(next, 'assets'), { plugins: [...PLUGINS], ...SHORTENED });
    const isCopied = (file: string) => !isSource(file);
    cpSync(ASSETS, join(next, 'assets'), { recursive: true, filter: isCopied });
    replace(BUILT_FUNCTIONS, join(next, 'functions'));
    replace(BUILT_ASSETS, join(next, 'assets'));
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

// The lock file stands for the packages, and the folder of this file for what calls esbuild.
function digestOfSources(): string {
  const names = [
    'package-lock.json',
    'tsconfig.json',
    'functions',
    'assets',
    'lib',
    'client',
    'dashboard',
    'cli/project',
  ];
  return [...externals(), digestOf(names.map((name) => join(ROOT, name)))].join('\n');
}

function withBuilt(sources: string): string {
  return `${sources}\n${digestOf([BUILT_FUNCTIONS, BUILT_ASSETS])}\n`;
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
