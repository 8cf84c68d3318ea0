import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  factOf,
  INSTALL_RUNTIME_HANDLER,
  RUNTIME_HANDLER,
  RUNTIME_HANDLERS,
} from '../../lib/platform';
import { readJson } from '../project/read-json';
import type { Finding } from './finding';
import type { PackageJson, Project } from './project';

const EXACT_VERSION = /^(\d+)\.(\d+)\.\d+$/;

/**
 * Checks that Twilio builds the declared runtime handler, and that the installed one hands request
 * headers over, which it does from version 1.2.0 on. Without the package the toolkit silently starts
 * an older server of its own, and nobody would get in.
 */
export function checkRuntimeHandler({
  root,
  packageJson,
}: Pick<Project, 'root' | 'packageJson'>): readonly Finding[] {
  const declared = packageJson.dependencies?.[RUNTIME_HANDLER];
  const problem = problemOf(declared);
  if (problem !== undefined) return [finding('error', problem, INSTALL_RUNTIME_HANDLER)];
  const installed = installedVersion(root);
  if (installed === undefined) {
    return [finding('error', `${RUNTIME_HANDLER} is not installed`, wayToInstall(declared))];
  }
  if (isTooOld(installed)) return [finding('error', tooOld(installed), wayToInstall(declared))];
  if (installed !== declared) {
    const message = `${installed} is installed, and package.json asks for ${declared}`;
    return [finding('warning', message, wayToInstall(declared))];
  }
  return [finding('ok', `${installed}, which Twilio builds, and which shows request headers`)];
}

/** What is wrong with the version that a build would name. */
function problemOf(version: string | undefined): string | undefined {
  if (version === undefined || !EXACT_VERSION.test(version)) {
    return `package.json must name an exact version of ${RUNTIME_HANDLER} in "dependencies", as 2.0.3`;
  }
  if (isTooOld(version)) return tooOld(version);
  const fact = factOf(RUNTIME_HANDLERS, version);
  if (fact?.verdict === 'accepted') return undefined;
  if (fact === undefined) {
    return `${RUNTIME_HANDLER} ${version} is not known to be built by Twilio; lib/platform.ts lists what is`;
  }
  return `Twilio refuses ${RUNTIME_HANDLER} ${version} with error 20001, as reported on ${fact.date}`;
}

function tooOld(version: string): string {
  return `${RUNTIME_HANDLER} ${version} shows Functions no request headers; 1.2.0 and later do`;
}

function isTooOld(version: string): boolean {
  const [, major, minor] = (EXACT_VERSION.exec(version) ?? []).map(Number);
  return major === undefined || minor === undefined || major < 1 || (major === 1 && minor < 2);
}

// 2.1.2 is on Twilio's list, and not in the registry.
function wayToInstall(declared: string | undefined): string {
  return declared === '2.1.2' ? INSTALL_RUNTIME_HANDLER : 'npm install';
}

/** The version that Node.js would load from there: a workspace has its packages further up. */
function installedVersion(root: string): string | undefined {
  const folders = createRequire(join(root, 'package.json')).resolve.paths(RUNTIME_HANDLER) ?? [];
  for (const folder of folders) {
    const version = readJson<PackageJson>(join(folder, RUNTIME_HANDLER, 'package.json'))?.version;
    if (version !== undefined) return version;
  }
  return undefined;
}

function finding(level: Finding['level'], message: string, remedy?: string): Finding {
  return { level, name: RUNTIME_HANDLER, message, ...(remedy === undefined ? {} : { remedy }) };
}
