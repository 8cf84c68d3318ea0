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

/** One file that a deploy uploads, and who can reach it. */
export interface Upload {
  readonly kind: 'function' | 'asset';
  /** Its URL path; for a private file, its name in the runtime. */
  readonly path: string;
  readonly visibility: 'public' | 'protected' | 'private';
  /** The built file, from the project's root. */
  readonly file: string;
}

/**
 * What a deploy would upload now, as the Serverless Toolkit itself sees the built folders.
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

/** What was last agreed to be uploaded: the checked-in manifest. */
export function readManifest(root = ROOT): readonly Upload[] {
  return JSON.parse(readFileSync(join(root, FROM_ROOT.manifest), 'utf8'));
}

/** Makes the given list the agreed one. The change is for a reviewer to see. */
export function writeManifest(uploads: readonly Upload[]): void {
  writeFileSync(MANIFEST, `${JSON.stringify(uploads, null, 2)}\n`);
}

/** How what would be uploaded differs from what was agreed on: `-` is gone, `+` was added. */
export function manifestChanges(uploads: readonly Upload[], root = ROOT): readonly string[] {
  const agreed = readManifest(root).map(describe);
  const found = uploads.map(describe);
  return [
    ...agreed.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !agreed.includes(line)).map((line) => `+ ${line}`),
  ];
}

/**
 * Checks that what would be uploaded is what was agreed on.
 *
 * @throws CliError that lists what was added and what is gone.
 */
export function checkManifest(uploads: readonly Upload[]): void {
  const changes = manifestChanges(uploads);
  if (changes.length === 0) return;
  throw new CliError(
    `What would be uploaded is not what .twilioserverless/manifest.json lists:\n${changes.join('\n')}\n` +
      'Run npm run build, look at the change to that file, and commit it.',
  );
}

function describe({ kind, path, visibility, file }: Upload): string {
  return `${visibility} ${kind} ${path} (${file})`;
}
