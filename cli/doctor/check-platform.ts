import {
  DEFAULT_RUNTIME,
  factOf,
  INSTALL_RUNTIME_HANDLER,
  RUNTIME_HANDLER,
  RUNTIME_HANDLERS,
  RUNTIMES,
} from '../../lib/platform';
import { installedVersion } from '../project/installed-version';
import type { Project } from '../project/project';
import type { Finding } from './finding';
import { MISSING, type ProjectState } from './project-state';
import { readTarget } from './read-project';

const EXACT_VERSION = /^(\d+)\.(\d+)\.\d+$/;

// A version from another source has a scheme, a path, or the owner/name of a repository.
const FROM_THE_REGISTRY = /^[^/:\\]*$/;
const RC = '.twilioserverlessrc';
const LAST_RUNTIME = 'so Twilio uses the runtime of the last build';

/**
 * Checks whether Twilio would build a project: its runtime handler, its other dependencies and its runtime. Reads
 * `package.json` and `.twilioserverlessrc`.
 *
 * @param parameters - the parameters of twilio-run.
 */
export function checkPlatform(project: Project, parameters: readonly string[]): readonly Finding[] {
  const { root, packageJson } = project;
  const target = readTarget(project, parameters);
  return [
    ...checkRuntimeHandler({ root, packageJson }),
    ...checkDependencies({ packageJson }),
    ...checkNodeVersion({ target, nodeVersion: process.versions.node, packageJson }),
  ];
}

/**
 * Checks that Twilio builds the declared runtime handler, and that the installed version passes request headers to
 * Functions, as 1.2.0 and later do. Without the package, the toolkit silently starts an older server of its own, and
 * every caller would be refused.
 */
export function checkRuntimeHandler({
  root,
  packageJson,
}: Pick<ProjectState, 'root' | 'packageJson'>): readonly Finding[] {
  const declared = packageJson.dependencies?.[RUNTIME_HANDLER];
  const problem = problemOf(declared);
  if (problem !== undefined) return [finding('error', problem, INSTALL_RUNTIME_HANDLER)];
  const installed = installedVersion(root, RUNTIME_HANDLER);
  if (installed === undefined) {
    return [finding('error', `${RUNTIME_HANDLER} is not installed`, wayToInstall(declared))];
  }
  if (isTooOld(installed)) return [finding('error', tooOld(installed), wayToInstall(declared))];
  if (installed !== declared) {
    const message = `${installed} is installed, but package.json requires ${declared}`;
    return [finding('warning', message, wayToInstall(declared))];
  }
  return [finding('ok', `${installed}, which Twilio builds and which passes request headers`)];
}

/**
 * Checks that Twilio can install the `dependencies`. It installs only packages of the public npm registry, and
 * answers anything else with error 20001.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies
 */
export function checkDependencies({
  packageJson,
}: Pick<ProjectState, 'packageJson'>): readonly Finding[] {
  return Object.entries(packageJson.dependencies ?? {})
    .filter(([name, version]) => name !== RUNTIME_HANDLER && !FROM_THE_REGISTRY.test(version))
    .map(([name]) => ({
      level: 'error',
      name,
      message:
        'is not a version of the public npm registry, the only source from which Twilio installs',
      remedy: `npm uninstall ${name}, and move its code to a private asset`,
    }));
}

type NodeVersions = Pick<ProjectState, 'target' | 'nodeVersion' | 'packageJson'>;

/**
 * Checks the Node.js release that the deploy requests, and the local one.
 *
 * @see https://www.twilio.com/docs/errors/82007
 */
export function checkNodeVersion(project: NodeVersions): readonly Finding[] {
  return [deployed(project.target), ...local(project)];
}

/** Returns the problem of the version that a build would use. */
function problemOf(version: string | undefined): string | undefined {
  if (version === undefined || !EXACT_VERSION.test(version)) {
    return `package.json must name an exact version of ${RUNTIME_HANDLER} in "dependencies", as 2.0.3`;
  }
  if (isTooOld(version)) return tooOld(version);
  const fact = factOf(RUNTIME_HANDLERS, version);
  if (fact?.verdict === 'accepted') return undefined;
  if (fact === undefined) {
    return `${RUNTIME_HANDLER} ${version} is not known to be built by Twilio; lib/platform.ts lists the versions that are`;
  }
  return `Twilio refuses ${RUNTIME_HANDLER} ${version} with error 20001, as reported on ${fact.date}`;
}

function tooOld(version: string): string {
  return `${RUNTIME_HANDLER} ${version} passes no request headers to Functions; 1.2.0 and later do`;
}

function isTooOld(version: string): boolean {
  const [, major, minor] = (EXACT_VERSION.exec(version) ?? []).map(Number);
  return major === undefined || minor === undefined || major < 1 || (major === 1 && minor < 2);
}

// 2.1.2 is on Twilio's list, but not in the registry.
function wayToInstall(declared: string | undefined): string {
  return declared === '2.1.2' ? INSTALL_RUNTIME_HANDLER : 'npm install';
}

function finding(level: Finding['level'], message: string, remedy?: string): Finding {
  return { level, name: RUNTIME_HANDLER, message, ...(remedy === undefined ? {} : { remedy }) };
}

function deployed({ runtime, problem }: ProjectState['target']): Finding {
  const choose = `set "runtime": "${DEFAULT_RUNTIME}"`;
  if (problem !== undefined) {
    const level = problem === MISSING ? 'warning' : 'error';
    const message = problem === MISSING ? `${problem}, ${LAST_RUNTIME}` : problem;
    return { level, name: RC, message, remedy: `write { "runtime": "${DEFAULT_RUNTIME}" } in it` };
  }
  if (runtime === undefined) {
    return {
      level: 'warning',
      name: RC,
      message: `names no runtime, ${LAST_RUNTIME}`,
      remedy: choose,
    };
  }
  const fact = factOf(RUNTIMES, runtime);
  if (fact === undefined) {
    const message = `the runtime ${runtime} is not known to be built by Twilio; lib/platform.ts lists the runtimes that are`;
    return { level: 'error', name: RC, message, remedy: choose };
  }
  if (fact.verdict === 'refused') {
    const message = `Twilio refuses the runtime ${runtime} since ${fact.date}`;
    return { level: 'error', name: RC, message, remedy: choose };
  }
  if (fact.verdict === 'unverified') {
    const message = `${runtime} is unmaintained since 2026-04-30; Twilio may refuse it`;
    return { level: 'warning', name: RC, message, remedy: choose };
  }
  const raised = '; Twilio itself raises the runtime handler to 2.1.2 for it';
  const message = `runtime ${runtime}${runtime === 'node24' ? raised : ''}`;
  return { level: 'ok', name: RC, message };
}

function local({ nodeVersion, packageJson }: NodeVersions): readonly Finding[] {
  const wanted = packageJson.engines?.['node'];
  if (wanted === undefined) return [];
  const name = 'Node.js';
  if (satisfies(nodeVersion, wanted)) {
    return [{ level: 'ok', name, message: `${nodeVersion} runs this` }];
  }
  const message = `${nodeVersion} runs this, but package.json requires ${wanted}`;
  return [{ level: 'warning', name, message, remedy: 'install one of these releases' }];
}

// Supports the ranges of this project, such as ^20.12.0 || ^22.0.0. npm checks other ranges.
function satisfies(version: string, range: string): boolean {
  const alternatives = range.split('||').map((part) => /^\s*\^(\d+)\.(\d+)\.\d+\s*$/.exec(part));
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return alternatives.some(
    (match) => match === null || (major === Number(match[1]) && minor >= Number(match[2])),
  );
}
