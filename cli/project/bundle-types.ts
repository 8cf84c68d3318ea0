import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CliError } from '../run-command';
import { COMPILER, DATA, ROOT } from './paths';

/** The modules whose types become files, by the names of these files. */
type Entries = Readonly<Record<string, string>>;

/**
 * Writes the types of modules to a folder. The entries of a bundle share files in `shared/`.
 *
 * @param stripInternal - whether types marked as `@internal` are left out.
 * @throws CliError if the compiler writes nothing.
 */
export async function bundleTypes(
  bundles: readonly Entries[],
  folder: string,
  { stripInternal = false } = {},
): Promise<void> {
  mkdirSync(DATA, { recursive: true });
  const emitted = mkdtempSync(join(DATA, 'types-'));
  try {
    emitTypes(bundles.flatMap(Object.values), emitted, stripInternal);
    for (const entries of bundles) await bundle(entries, emitted, folder);
  } finally {
    rmSync(emitted, { recursive: true });
  }
}

/**
 * Writes the types of each module. TypeScript 7 takes a fifth of the time of version 6, which rolldown-plugin-dts calls.
 * Its exit code is no use: it writes no types of modules whose types need a name, and no entry imports these.
 */
function emitTypes(files: readonly string[], outDir: string, stripInternal: boolean): void {
  const config = join(outDir, 'tsconfig.json');
  const emit = { noEmit: false, noCheck: true, declaration: true, emitDeclarationOnly: true };
  const compilerOptions = { ...emit, stripInternal, rootDir: ROOT, outDir };
  const settings = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: [], files };
  writeFileSync(config, JSON.stringify(settings));
  const compiler = join(ROOT, COMPILER);
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
  const missing = files.find((file) => !existsSync(typesOf(file, outDir)));
  if (missing !== undefined) throw new CliError(`${missing} has no types: ${stdout}`);
}

const typesOf = (file: string, emitted: string) =>
  join(emitted, relative(ROOT, file).replace(/\.ts$/, '.d.ts'));

async function bundle(entries: Entries, emitted: string, folder: string): Promise<void> {
  const { rolldown } = await import('rolldown');
  const { dts } = await import('rolldown-plugin-dts');
  const input = Object.entries(entries).map(([name, file]) => [name, typesOf(file, emitted)]);
  const types = await rolldown({
    cwd: emitted,
    input: Object.fromEntries(input),
    external: [/^@twilio-labs\//],
    // A module of types has no effect of its own.
    treeshake: { moduleSideEffects: false },
    checks: { pluginTimings: false },
    plugins: [dts({ tsconfig: false, dtsInput: true, emitDtsOnly: true })],
  });
  await types.write({ dir: folder, format: 'esm', chunkFileNames: 'shared/[name].d.ts' });
  await types.close();
}
