import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'private-asset';

/**
 * Replaces an import of `assets/NAME.private` with the runtime's own lookup of that private asset.
 *
 * Deployed files are renamed and stored apart, so a relative `require` that works locally fails there.
 * `Runtime.getAssets()` returns the file's path in both environments, and all Functions of a container use the same copy
 * of the module.
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
          return { errors: [{ text: `assets/${name}.ts does not exist` }] };
        return { namespace: NAMESPACE, path: `/${name.replace(/\.private$/, '.js')}` };
      });

      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: lookUp(path),
      }));
    },
  };
}

// Without this check, Node.js would name neither the asset nor the missing file.
function lookUp(path: string): string {
  const name = JSON.stringify(path);
  const file = `assets${path.replace(/\.js$/, '.private.js')}`;
  const problem = `there is no private asset ${path}: copy it to ${file}`;
  return `const asset = Runtime.getAssets()[${name}];
if (asset === undefined) throw new Error(${JSON.stringify(problem)});
module.exports = require(asset.path);`;
}
