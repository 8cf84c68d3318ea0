import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digest';
import { BUILT_TYPES, LIBRARY, OAUTH, ROOT } from './paths';

const DIGEST = join(BUILT_TYPES, '.digest');

/**
 * Builds `auth.d.ts` and `jwt.d.ts` for other projects: one file each, with the types of the library and of the token
 * endpoint. Because this takes far longer than the rest of the build, they are built only after a change of their
 * sources.
 */
export async function buildTypes(): Promise<void> {
  const digest = digestOf([
    join(ROOT, 'tsconfig.json'),
    join(ROOT, 'package-lock.json'),
    __filename,
    join(ROOT, 'lib'),
  ]);
  if (existsSync(DIGEST) && readFileSync(DIGEST, 'utf8') === digest) return;
  await buildTypesOf('auth', LIBRARY);
  await buildTypesOf('jwt', OAUTH);
  writeFileSync(DIGEST, digest);
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
