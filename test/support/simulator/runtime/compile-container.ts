import { join } from 'node:path';
import { build } from 'esbuild';

/** Compiles the container's process into one plain JavaScript file. */
export async function compileContainer(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(__dirname, 'container-main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
}
