import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Upload } from '../project/deploy-manifest';
import type { Require } from './project';

/** Lists what built Functions and private assets require, apart from Node.js's own modules. */
export async function listRequires(
  root: string,
  uploads: readonly Upload[],
): Promise<readonly Require[]> {
  const files = uploads.filter(
    ({ kind, visibility, file }) =>
      file.endsWith('.js') && (kind === 'function' || visibility === 'private'),
  );
  const lists = await Promise.all(
    files.map(async ({ file }) => {
      const modules = await modulesOf(join(root, file));
      return modules.map((module) => ({ file, module }));
    }),
  );
  return lists.flat();
}

// A file that does not parse cannot be loaded either, which is found elsewhere.
async function modulesOf(file: string): Promise<readonly string[]> {
  const modules = new Set<string>();
  const collect: Plugin = {
    name: 'collect',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ kind, path }) => {
        if (kind === 'entry-point') return undefined;
        if (!isBuiltin(path)) modules.add(path);
        return { external: true };
      });
    },
  };
  await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    logLevel: 'silent',
    plugins: [collect],
  }).catch(() => undefined);
  return [...modules];
}
