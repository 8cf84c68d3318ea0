import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fsHelpers } from '@twilio-labs/serverless-api';
import { CliError } from '../run-command';
import { BUILT_ASSETS, BUILT_FUNCTIONS, MANIFEST, ROOT } from './paths';

const FROM_ROOT = {
  functions: relative(ROOT, BUILT_FUNCTIONS),
  assets: relative(ROOT, BUILT_ASSETS),
  manifest: relative(ROOT, MANIFEST),
};

/** A file that a deploy uploads, and its visibility. */
export interface Upload {
  readonly kind: 'function' | 'asset';
  /** Its URL path, or the name of a private file in the runtime. */
  readonly path: string;
  readonly visibility: 'public' | 'protected' | 'private';
  /** The built file, relative to the project's root. */
  readonly file: string;
}

/**
 * Lists the files that a deploy would upload, as the Serverless Toolkit itself finds them in the built folders.
 *
 * @param root - the project's folder.
 */
export async function listUploads(root = ROOT): Promise<readonly Upload[]> {
  const { functions, assets } = await fsHelpers.getListOfFunctionsAndAssets(root, {
    functionsFolderNames: [FROM_ROOT.functions],
    assetsFolderNames: [FROM_ROOT.assets],
  });
  const uploads = [
    ...functions.map((resource) => ({ kind: 'function' as const, resource })),
    ...assets.map((resource) => ({ kind: 'asset' as const, resource })),
  ].map(({ kind, resource }) => ({
    kind,
    path: resource.path,
    visibility: resource.access,
    file: relative(root, resource.filePath).split(sep).join('/'),
  }));
  return uploads.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Reads the checked-in manifest, which lists the approved files. */
export function readManifest(root = ROOT): readonly Upload[] {
  return JSON.parse(readFileSync(join(root, FROM_ROOT.manifest), 'utf8'));
}

/** Writes the manifest, so that a reviewer sees the change. */
export function writeManifest(uploads: readonly Upload[]): void {
  writeFileSync(MANIFEST, `${JSON.stringify(uploads, null, 2)}\n`);
}

/** Compares the files with the manifest: `-` marks a removed file, `+` an added file. */
export function manifestChanges(uploads: readonly Upload[], root = ROOT): readonly string[] {
  const agreed = readManifest(root).map(describe);
  const found = uploads.map(describe);
  return [
    ...agreed.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !agreed.includes(line)).map((line) => `+ ${line}`),
  ];
}

/**
 * Checks that the files are those in the manifest.
 *
 * @throws CliError that lists the added and removed files.
 */
export function requireManifest(uploads: readonly Upload[]): void {
  const changes = manifestChanges(uploads);
  if (changes.length === 0) return;
  throw new CliError(
    `The files to upload differ from .twilioserverless/manifest.json:\n${changes.join('\n')}\n` +
      'Run npm run build, review the change to that file, and commit it.',
  );
}

function describe({ kind, path, visibility, file }: Upload): string {
  return `${visibility} ${kind} ${path} (${file})`;
}
