import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../projects/project';

const { name, version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** The packed npm package, as `npm run package` writes it. */
export const TARBALL = join(PROJECT, '.data', `${name}-${version}.tgz`);

/** Builds and packs the package. */
export function packPackage(): void {
  const tsx = join(PROJECT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  execFileSync(process.execPath, [tsx, 'scripts/package.ts'], { cwd: PROJECT, stdio: 'inherit' });
}

/** Unpacks the package into a `node_modules` folder, as `npm install` does. @returns its folder. */
export function unpackPackage(modules: string): string {
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', TARBALL, '-C', folder, '--strip-components=1']);
  return folder;
}

/**
 * Installs the package in a project, as `npm install --save-exact twilio-functions-auth` does: it unpacks the
 * tarball and declares the version. The other packages are links to this project's.
 *
 * @param folder - the project, without `node_modules`.
 * @param modules - the folder to install to. Default: the project's own `node_modules`.
 * @param more - a `node_modules` folder with further packages to link, if this project does not have them.
 */
export function installPackage(
  folder: string,
  modules: string = join(folder, 'node_modules'),
  more?: string,
): void {
  mkdirSync(modules, { recursive: true });
  linkPackages(join(PROJECT, 'node_modules'), modules);
  if (more !== undefined) linkPackages(more, modules);
  unpackPackage(modules);
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const dependencies = { ...manifest.dependencies, [name]: version };
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies }, null, 2));
}

/** Links the packages of a folder, except those that are already there. */
function linkPackages(from: string, modules: string): void {
  for (const entry of readdirSync(from)) {
    const to = join(modules, entry);
    if (entry.startsWith('@')) {
      mkdirSync(to, { recursive: true });
      linkPackages(join(from, entry), to);
      continue;
    }
    if (!existsSync(to)) symlinkSync(join(from, entry), to, 'dir');
  }
}
