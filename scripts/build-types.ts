import { join } from 'node:path';
import { BUILT_TYPES, LIBRARY, ROOT } from './paths';

/** Builds `auth.d.ts`, one file with the types of the library's door, for other projects. */
export async function buildTypes(): Promise<void> {
  const { rolldown } = await import('rolldown');
  const { dts } = await import('rolldown-plugin-dts');
  const bundle = await rolldown({
    cwd: ROOT,
    input: { auth: LIBRARY },
    external: [/^@twilio-labs\//],
    checks: { pluginTimings: false },
    plugins: [dts({ tsconfig: join(ROOT, 'tsconfig.json'), emitDtsOnly: true })],
  });
  await bundle.write({ dir: BUILT_TYPES, format: 'esm' });
  await bundle.close();
}
