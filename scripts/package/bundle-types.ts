import { join } from 'node:path';
import { ROOT } from '../../cli/project/paths';

/** Bundles the types of the entries: one `.d.ts` for each, and the types that they share. */
export async function bundleTypes(
  entries: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  const { rolldown } = await import('rolldown');
  const { dts } = await import('rolldown-plugin-dts');
  const bundle = await rolldown({
    cwd: ROOT,
    input: { ...entries },
    external: [/^@twilio-labs\//],
    // A module of types has no effect of its own.
    treeshake: { moduleSideEffects: false },
    checks: { pluginTimings: false },
    plugins: [
      dts({
        tsconfig: join(ROOT, 'tsconfig.json'),
        compilerOptions: { stripInternal: true },
        emitDtsOnly: true,
      }),
    ],
  });
  await bundle.write({ dir: folder, format: 'esm', chunkFileNames: 'shared/[name].d.ts' });
  await bundle.close();
}
