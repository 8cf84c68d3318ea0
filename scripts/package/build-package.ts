import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { makeTemplates } from '../../cli/add/templates';
import { buildDashboard } from '../../cli/project/build-dashboard';
import { buildAssets, PLUGINS } from '../../cli/project/build-service';
import { buildTypes } from '../../cli/project/build-types';
import { bundleTypes } from '../../cli/project/bundle-types';
import { ASSETS, BUILT_TYPES, DASHBOARD, FUNCTIONS, ROOT } from '../../cli/project/paths';
import { bundlePackage } from './bundle-package';

import { billOfMaterials, thirdPartyNotices } from './components';
import { DIST, PACKAGE } from './package-folder';
import { packageManifest } from './package-manifest';

/** The entries of the package and its lazily loaded part. */
const LIBRARY = {
  index: join(ASSETS, 'auth.private.ts'),
  jwt: join(ASSETS, 'jwt.private.ts'),
  directory: join(ASSETS, 'directory.private.ts'),
  upstream: join(ASSETS, 'upstream.private.ts'),
  scim: join(ASSETS, 'scim.private.ts'),
  mail: join(ASSETS, 'mail.private.ts'),
  passkeys: join(ASSETS, 'passkeys.private.ts'),
  sso: join(ASSETS, 'sso.private.ts'),
  saml: join(ASSETS, 'saml.private.ts'),
} as const;

const PROGRAMS = {
  'cli/main': join(ROOT, 'cli', 'bin.ts'),
  'cli/inspect-child': join(ROOT, 'cli', 'doctor', 'inspecting-process.ts'),
} as const;

// The two files of hash-wasm that the package includes: bcrypt and argon2id.
const VENDORED = ['bcrypt.umd.min.js', 'argon2.umd.min.js'].map((file) =>
  join(ROOT, 'node_modules/hash-wasm/dist', file),
);

/** Builds the npm package in `.data/package`: JavaScript, types, bill of materials and notices. */
export async function buildPackage(): Promise<void> {
  rmSync(PACKAGE, { recursive: true, force: true });
  mkdirSync(join(DIST, 'vendor'), { recursive: true });
  const { index, jwt, directory, upstream, scim } = LIBRARY;
  const sources = await bundlePackage({ library: LIBRARY, programs: PROGRAMS }, DIST);
  await bundleTypes([{ index, jwt, directory, upstream, scim }], DIST, { stripInternal: true });
  for (const file of VENDORED) {
    copyFileSync(file, join(DIST, 'vendor', basename(file)));
  }
  copyFileSync(join(DASHBOARD, 'elements', 'types.ts'), join(DIST, 'elements.d.ts'));
  const written = await writeFiles();
  const bundled = [...sources, ...written, ...VENDORED];
  write('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(bundled));
  write('dist/sbom.cdx.json', toJson(billOfMaterials(bundled)));
  write('package.json', toJson(packageManifest()));
  copyFileSync(join(ROOT, 'LICENSE'), join(PACKAGE, 'LICENSE'));
  copyFileSync(join(ROOT, 'CHANGELOG.md'), join(PACKAGE, 'CHANGELOG.md'));
  copyFileSync(join(ROOT, 'package/README.md'), join(PACKAGE, 'README.md'));
}

/**
 * Writes what the command writes into projects: the files to copy, with their types, the dashboard, and the Functions
 * to add.
 *
 * @returns the paths of the dashboard's source files.
 */
async function writeFiles(): Promise<readonly string[]> {
  await buildAssets(join(DIST, 'files'), { plugins: [packagedCommandLine, ...PLUGINS] });
  const dashboard = await buildDashboard(join(DIST, 'files'));
  await buildTypes();
  for (const file of ['auth.d.ts', 'jwt.d.ts']) {
    copyFileSync(join(BUILT_TYPES, file), join(DIST, 'files', file));
  }
  write('dist/files/templates.json', toJson(makeTemplates(FUNCTIONS)));
  return dashboard;
}

// A copied file also names the command of the package.
const packagedCommandLine: Plugin = {
  name: 'packaged-command-line',
  setup({ onResolve }) {
    onResolve({ filter: /\/util\/command-line$/ }, () => ({
      path: join(ROOT, 'package', 'command-line.ts'),
    }));
  },
};

function write(name: string, text: string): void {
  writeFileSync(join(PACKAGE, name), text);
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
