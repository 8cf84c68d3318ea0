import { join } from 'node:path';
import { BUILT_TYPES, LIBRARY, OAUTH, ROOT } from './paths';

/**
 * Builds `auth.d.ts` and `jwt.d.ts`, for other projects: one file each, with the types of what the
 * library's door exports, and of the token endpoint.
 */
export async function buildTypes(): Promise<void> {
  await buildTypesOf('auth', LIBRARY);
  await buildTypesOf('jwt', OAUTH);
}

async function buildTypesOf(name: string, file: string): Promise<void> {
  const { rolldown } = await import('rolldown');
  const { dts } = await import('rolldown-plugin-dts');
  const bundle = await rolldown({
    cwd: ROOT,
    input: { [name]: file },
    external: [/^@twilio-labs\//],
    checks: { pluginTimings: false },
    plugins: [dts({ tsconfig: join(ROOT, 'tsconfig.json'), emitDtsOnly: true })],
  });
  await bundle.write({ dir: BUILT_TYPES, format: 'esm' });
  await bundle.close();
}
