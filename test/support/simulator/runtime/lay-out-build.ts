import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Build, Version } from '../state';

/** One file of a build, where it lies once deployed. */
export interface DeployedFile {
  readonly version: Version;
  readonly file: string;
}

/**
 * Writes a build into a folder as production does: `handlers/ZN….js` for Functions, `files/ZN…`
 * without an extension for Assets, and no packages but the declared ones
 * (serverless-toolkit issue 140).
 *
 * The packages are this project's copies. Whether production has packages that were not declared,
 * such as twilio, is unverified; here `require` does not find them.
 *
 * @param packages - the `node_modules` folder to link the dependencies from.
 * @throws where a declared package is not installed there.
 */
export function layOutBuild(
  folder: string,
  build: Build,
  packages: string,
): readonly DeployedFile[] {
  for (const { name } of build.dependencies) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(packages, name), link, 'dir');
  }
  return build.versions.map((version) => {
    const { sid, kind, content } = version;
    const name = kind === 'function' ? join('handlers', `${sid}.js`) : join('files', sid);
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return { version, file };
  });
}
