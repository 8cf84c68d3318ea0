import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'without-native';
const PG = join('node_modules', 'pg', 'lib');

/**
 * Leaves the native half of `pg` out of what is built, as `pg` does where the package `pg-native` is
 * not installed: a deployed file may require nothing but what Twilio installs.
 */
export const withoutNativePlugin: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^\.\/native$/ }, ({ path, resolveDir }) =>
      resolveDir.endsWith(PG) ? { namespace: NAMESPACE, path } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({
      contents: `throw Object.assign(new Error('no pg-native'), { code: 'MODULE_NOT_FOUND' });`,
    }));
  },
};
