import { join } from 'node:path';
import { readJson } from '../project/read-json';
import { checkDependencies } from './check-dependencies';
import { checkNodeVersion } from './check-node-version';
import { checkRuntimeHandler } from './check-runtime-handler';
import type { Finding } from './finding';
import type { PackageJson } from './project';
import { readTarget } from './read-target';

/**
 * Checks what Twilio would refuse to build of any project: its runtime handler, its other
 * dependencies and its runtime. Reads its `package.json` and `.twilioserverlessrc`.
 *
 * @param root - the project's folder.
 * @param parameters - what is handed on to twilio-run.
 */
export function checkPlatform(root: string, parameters: readonly string[]): readonly Finding[] {
  const packageJson = readJson<PackageJson>(join(root, 'package.json')) ?? {};
  const target = readTarget(root, parameters);
  return [
    ...checkRuntimeHandler({ root, packageJson }),
    ...checkDependencies({ packageJson }),
    ...checkNodeVersion({ target, nodeVersion: process.versions.node, packageJson }),
  ];
}
