import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'private-asset';

/**
 * Turns an import of `assets/NAME.private` into the runtime's own look-up of that private asset.
 *
 * Deployed files are renamed and lie apart from one another, so a relative `require` that works
 * locally fails there. `Runtime.getAssets()` knows where the file is in both places, and all
 * Functions of a container share the one copy of the module that it names.
 *
 * @see docs/adr/0001-private-asset.md
 */
export function privateAssetsPlugin(assetsFolder: string): Plugin {
  return {
    name: 'private-assets',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\/.*\.private$/ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        const name = relative(assetsFolder, file).split(sep).join('/');
        if (name.startsWith('..')) return undefined;
        if (!existsSync(`${file}.ts`))
          return { errors: [{ text: `There is no assets/${name}.ts` }] };
        return { namespace: NAMESPACE, path: `/${name.replace(/\.private$/, '.js')}` };
      });

      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: lookUp(path),
      }));
    },
  };
}

// Without the asset, Node.js would name neither the asset nor the file that is missing.
function lookUp(path: string): string {
  const name = JSON.stringify(path);
  const file = `assets${path.replace(/\.js$/, '.private.js')}`;
  const problem = `there is no private asset ${path}: copy it to ${file}`;
  return `const asset = Runtime.getAssets()[${name}];
if (asset === undefined) throw new Error(${JSON.stringify(problem)});
module.exports = require(asset.path);`;
}
