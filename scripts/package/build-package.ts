import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ASSETS, ROOT } from '../../cli/project/paths';
import { bundlePackage } from './bundle-package';
import { bundleTypes } from './bundle-types';
import { billOfMaterials, thirdPartyNotices } from './components';
import { DIST, PACKAGE } from './package-folder';
import { packageManifest } from './package-manifest';

/** The entries of the package and its lazily loaded part. */
const LIBRARY = {
  index: join(ASSETS, 'auth.private.ts'),
  jwt: join(ASSETS, 'jwt.private.ts'),
  directory: join(ASSETS, 'directory.private.ts'),
  upstream: join(ASSETS, 'upstream.private.ts'),
  mail: join(ASSETS, 'mail.private.ts'),
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
  const { index, jwt, directory, upstream } = LIBRARY;
  const sources = await bundlePackage({ library: LIBRARY, programs: PROGRAMS }, DIST);
  await bundleTypes({ index, jwt, directory, upstream }, DIST);
  for (const file of VENDORED) {
    copyFileSync(file, join(DIST, 'vendor', basename(file)));
  }
  const bundled = [...sources, ...VENDORED];
  write('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(bundled));
  write('dist/sbom.cdx.json', toJson(billOfMaterials(bundled)));
  write('package.json', toJson(packageManifest()));
  copyFileSync(join(ROOT, 'LICENSE'), join(PACKAGE, 'LICENSE'));
  copyFileSync(join(ROOT, 'CHANGELOG.md'), join(PACKAGE, 'CHANGELOG.md'));
  copyFileSync(join(ROOT, 'package/README.md'), join(PACKAGE, 'README.md'));
}

function write(name: string, text: string): void {
  writeFileSync(join(PACKAGE, name), text);
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
