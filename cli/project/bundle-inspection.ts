import { join } from 'node:path';
import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/** Bundles the program that inspects Functions, once: each process would take a second to compile its sources. */
export function bundleInspection(): Promise<string> {
  bundled ??= build({
    stdin: {
      contents: "import './inspecting-process';",
      resolveDir: join(__dirname, '..', 'doctor'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  }).then(({ outputFiles: [file] }) => file?.text ?? '');
  return bundled;
}
