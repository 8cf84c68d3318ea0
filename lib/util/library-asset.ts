import { privateAsset } from './private-asset';

/** A part of this library that is a private asset of its own, so that only its users load it. */
export type LibraryAsset = 'jwt' | 'directory' | 'mail';

/** Where a part lies; `undefined` where it was not deployed. */
export function libraryAsset(name: LibraryAsset): string | undefined {
  // A project of ES modules has to call it .cjs, since .js would be an ES module there.
  return (privateAsset(`/${name}.js`) ?? privateAsset(`/${name}.cjs`))?.path;
}

/** Why a part cannot be loaded: what was looked for, and which file becomes that. */
export function missingAsset(name: LibraryAsset): string {
  return (
    `there is no private asset /${name}.js: copy ${name}.private.js to assets/${name}.private.js, ` +
    'not into a folder, and under no other name'
  );
}
