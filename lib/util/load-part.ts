import { privateAsset } from './private-asset';

// The npm package has its own version of this module: package/load-part.ts.

/** A part of this library in a separate file, so that only projects that use it load it. */
export type PartName = 'jwt' | 'directory' | 'mail' | 'passkeys' | 'sso' | 'saml';

/** Returns whether a part is deployed. */
export function hasPart(name: PartName): boolean {
  return partAsset(name) !== undefined;
}

/** Loads a part. Returns `undefined` if it is not deployed. */
export function loadPart<Part>(name: PartName): Part | undefined {
  const asset = partAsset(name);
  return asset === undefined ? undefined : require(asset.path);
}

/** Returns the problem of a part that is not deployed. It names the missing asset and its source file. */
export function missingPart(name: PartName): string {
  return (
    `there is no private asset /${name}.js: copy ${name}.private.js to assets/${name}.private.js, ` +
    'not into a folder, and under no other name'
  );
}

/**
 * Returns the path of a file of the package hash-wasm without loading it, or `undefined` if the package is
 * not installed.
 */
export function findHashWasm(file: string): string | undefined {
  try {
    return require.resolve(`hash-wasm/dist/${file}`);
  } catch {
    return undefined;
  }
}

function partAsset(name: PartName) {
  // A project of ES modules must name the file .cjs, because .js would be an ES module there.
  return privateAsset(`/${name}.js`) ?? privateAsset(`/${name}.cjs`);
}
