import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'pg-for-node';
const PG = join('node_modules', 'pg', 'lib');
// Asks for `Response`, for which Node.js 20 loads all of fetch: 30 ms and 5 MB of each cold start.
const IS_CLOUDFLARE = 'if (isCloudflareRuntime())';

/**
 * Has `pg` in what is built as Node.js runs it. Its native half is left out, as `pg` does where the package
 * `pg-native` is not installed: a deployed file may require nothing but what Twilio installs. And which
 * runtime it has is not asked.
 */
export const pgForNodePlugin: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^\.\/native$/ }, ({ path, resolveDir }) =>
      resolveDir.endsWith(PG) ? { namespace: NAMESPACE, path } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({
      contents: `throw Object.assign(new Error('no pg-native'), { code: 'MODULE_NOT_FOUND' });`,
    }));
    build.onLoad({ filter: /[\\/]stream\.js$/ }, async ({ path }) => {
      if (!path.endsWith(join(PG, 'stream.js'))) return undefined;
      const source = await readFile(path, 'utf8');
      return { contents: source.replace(IS_CLOUDFLARE, 'if (false)') };
    });
  },
};
