import { privateAsset } from './private-asset';

/** A part of this library in a separate private asset, so that only projects that use it load it. */
export type LibraryAsset = 'jwt' | 'directory' | 'mail';

/** Returns the path of a part, or `undefined` if it is not deployed. */
export function libraryAsset(name: LibraryAsset): string | undefined {
  // A project of ES modules must name the file .cjs, because .js would be an ES module there.
  return (privateAsset(`/${name}.js`) ?? privateAsset(`/${name}.cjs`))?.path;
}

/** Returns the problem of a part that is not deployed. It names the missing asset and its source file. */
export function missingAsset(name: LibraryAsset): string {
  return (
    `there is no private asset /${name}.js: copy ${name}.private.js to assets/${name}.private.js, ` +
    'not into a folder, and under no other name'
  );
}
