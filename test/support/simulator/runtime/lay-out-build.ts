import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Build, Version } from '../state';

/** One file of a build with its deployed path. */
export interface DeployedFile {
  readonly version: Version;
  readonly file: string;
}

/**
 * Writes a build into a folder as production does: `handlers/ZN….js` for Functions, `files/ZN…` without an extension
 * for Assets, and only the declared packages (serverless-toolkit issue 140).
 *
 * The packages are this project's copies. It is unverified whether production has undeclared packages such as twilio.
 * Here `require` does not find them.
 *
 * @param packages - the `node_modules` folder to link the dependencies from.
 * @throws if a declared package is not installed there.
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
