import { readFileSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fsHelpers } from '@twilio-labs/serverless-api';
import { BUILT_ASSETS, BUILT_FUNCTIONS, MANIFEST, ROOT } from './paths';

/** One file that a deploy uploads, and who can reach it. */
export interface Upload {
  readonly kind: 'function' | 'asset';
  /** Its URL path; for a private file, its name in the runtime. */
  readonly path: string;
  readonly visibility: 'public' | 'protected' | 'private';
  /** The built file, from the project's root. */
  readonly file: string;
}

/** What a deploy would upload now, as the Serverless Toolkit itself sees the built folders. */
export async function listUploads(): Promise<readonly Upload[]> {
  const { functions, assets } = await fsHelpers.getListOfFunctionsAndAssets(ROOT, {
    functionsFolderNames: [fromRoot(BUILT_FUNCTIONS)],
    assetsFolderNames: [fromRoot(BUILT_ASSETS)],
  });
  const uploads = [
    ...functions.map((resource) => ({ kind: 'function' as const, resource })),
    ...assets.map((resource) => ({ kind: 'asset' as const, resource })),
  ].map(({ kind, resource }) => ({
    kind,
    path: resource.path,
    visibility: resource.access,
    file: fromRoot(resource.filePath),
  }));
  return uploads.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** What was last agreed to be uploaded: the checked-in manifest. */
export function readManifest(): readonly Upload[] {
  return JSON.parse(readFileSync(MANIFEST, 'utf8'));
}

/** Makes the given list the agreed one. The change is for a reviewer to see. */
export function writeManifest(uploads: readonly Upload[]): void {
  writeFileSync(MANIFEST, `${JSON.stringify(uploads, null, 2)}\n`);
}

/** One line for each upload that only one of two lists has. */
export function differences(before: readonly Upload[], after: readonly Upload[]): string[] {
  const was = before.map(describe);
  const is = after.map(describe);
  return [
    ...was.filter((line) => !is.includes(line)).map((line) => `- ${line}`),
    ...is.filter((line) => !was.includes(line)).map((line) => `+ ${line}`),
  ];
}

function describe({ kind, path, visibility, file }: Upload): string {
  return `${visibility} ${kind} ${path} (${file})`;
}

function fromRoot(file: string): string {
  return relative(ROOT, file).split(sep).join('/');
}
