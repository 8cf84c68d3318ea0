import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'pg-for-node';
const PG = join('node_modules', 'pg', 'lib');
// Uses `Response`, for which Node.js 20 loads all of fetch: 30 ms and 5 MB of each cold start.
const IS_CLOUDFLARE = 'if (isCloudflareRuntime())';

/**
 * Bundles `pg` for Node.js. It omits the native half, as `pg` itself does without the package `pg-native`, because a
 * deployed file can require only packages that Twilio installs. It also omits the check for other runtimes.
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
