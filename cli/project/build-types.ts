import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTypes } from './bundle-types';
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
    join(__dirname, 'bundle-types.ts'),
    join(ROOT, 'lib'),
  ]);
  if (existsSync(DIGEST) && readFileSync(DIGEST, 'utf8') === digest) return;
  await bundleTypes([{ auth: LIBRARY }, { jwt: OAUTH }], BUILT_TYPES);
  writeFileSync(DIGEST, digest);
}
