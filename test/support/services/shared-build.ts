import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { makeTempFolder, type TempFolder } from '../processes/temp-folder';
import type { DeployedBuild } from '../simulator/state';

// jest's workers inherit the environment of the set-up.
const VARIABLE = 'TEST_BUILD';

let folder: TempFolder | undefined;

/** Creates the folder through which the test files of a run share a build. */
export function createBuildFolder(): void {
  folder = makeTempFolder('build');
  process.env[VARIABLE] = folder.path;
}

/** Returns the path of a file in that folder. */
export const fileOfRun = (name: string) => join(process.env[VARIABLE] ?? '', name);

/** Removes that folder. */
export function removeBuildFolder(): void {
  folder?.remove();
}

/**
 * Returns the build of this project that is deployed. One test file of a run deploys it, and the others
 * wait for that one.
 *
 * @param deploy - deploys the project, if no other test file has.
 */
export async function sharedBuild(deploy: () => Promise<DeployedBuild>): Promise<DeployedBuild> {
  const file = fileOfRun('build');
  const lock = `${file}.lock`;
  while (!existsSync(file)) {
    if (!takeLock(lock)) {
      await delay(50);
      continue;
    }
    try {
      const build = await deploy();
      writeFileSync(`${file}.new`, serialize(build));
      renameSync(`${file}.new`, file);
      return build;
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
  return deserialize(readFileSync(file));
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
