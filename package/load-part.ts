import type { PartName } from '../lib/util/load-part';

// Replaces lib/util/load-part.ts in the npm package: there, all parts are files of the package.

/** Returns true: the package has every part. */
export function hasPart(_name: PartName): boolean {
  return true;
}

/** Loads a part, by the `imports` of the package. */
export function loadPart<Part>(name: PartName): Part | undefined {
  return PARTS[name]() as Part;
}

/** Returns the problem of a missing part. */
export function missingPart(name: PartName): string {
  return `twilio-functions-auth is installed without its file dist/${name}.js: install it again`;
}

/** Returns the path of one of the two files of hash-wasm that the package has. */
export function findHashWasm(file: string): string | undefined {
  return require.resolve(`#vendor/${file}`);
}

const PARTS = {
  jwt: () => require('#part/jwt'),
  directory: () => require('#part/directory'),
  mail: () => require('#part/mail'),
  passkeys: () => require('#part/passkeys'),
  sso: () => require('#part/sso'),
  saml: () => require('#part/saml'),
};
