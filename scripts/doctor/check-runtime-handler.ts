import { join } from 'node:path';
import type { Finding } from './finding';
import type { PackageJson, Project } from './project';
import { readJson } from './read-json';

const NAME = '@twilio/runtime-handler';
const EXACT_VERSION = /^(\d+)\.(\d+)\.\d+$/;
const INSTALL = `npm install --save-exact ${NAME}@2.1.0`;

/**
 * Checks that the runtime hands request headers over, which it does from version 1.2.0 on. Without
 * the package the toolkit silently starts an older server of its own, and nobody would get in.
 */
export function checkRuntimeHandler({
  root,
  packageJson,
}: Pick<Project, 'root' | 'packageJson'>): readonly Finding[] {
  const error = (message: string, remedy: string): readonly Finding[] => [
    { level: 'error', name: NAME, message, remedy },
  ];
  const declared = packageJson.dependencies?.[NAME];
  if (declared === undefined || !EXACT_VERSION.test(declared)) {
    const message = `package.json must name an exact version of ${NAME} in "dependencies", as 2.1.0`;
    return error(message, INSTALL);
  }
  const file = join(root, 'node_modules', NAME, 'package.json');
  const installed = readJson<PackageJson>(file)?.version;
  if (installed === undefined) return error(`${NAME} is not installed`, 'npm ci');
  for (const version of [declared, installed]) {
    if (isTooOld(version)) {
      return error(
        `${NAME} ${version} shows Functions no request headers; 1.2.0 and later do`,
        INSTALL,
      );
    }
  }
  return [{ level: 'ok', name: NAME, message: `${installed}, which shows request headers` }];
}

function isTooOld(version: string): boolean {
  const [, major, minor] = (EXACT_VERSION.exec(version) ?? []).map(Number);
  return major === undefined || minor === undefined || major < 1 || (major === 1 && minor < 2);
}
