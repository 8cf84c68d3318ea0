import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const LIBRARY = join('node_modules', 'oauth4webapi', 'build', 'index.js');

/** Returns whether a file is the library that requires an instance of the global `Response`. */
export function isOauthLibrary(file: string): boolean {
  return file.endsWith(LIBRARY);
}

/**
 * The `Response` of `oauth4webapi` in place of the global one. Twilio's runtime has a global `Response` of its own, of
 * which no answer of `fetch` is an instance.
 */
export const OWN_RESPONSE = `const Response = {
  prototype: { [Symbol.toStringTag]: 'Response' },
  [Symbol.hasInstance]: (value) =>
    value?.constructor?.name === 'Response' && typeof value.arrayBuffer === 'function',
};
`;

/** Bundles `oauth4webapi` with a `Response` of its own. */
export const oauthResponsePlugin: Plugin = {
  name: 'oauth-response',
  setup(build) {
    build.onLoad({ filter: /oauth4webapi[\\/]build[\\/]index\.js$/ }, async ({ path }) => {
      if (!isOauthLibrary(path)) return undefined;
      return { contents: `${OWN_RESPONSE}${await readFile(path, 'utf8')}` };
    });
  },
};
