import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../run-command';
import { type Project, pathInProject } from './project';
import { fileRulesOf } from './toolkit';

const MANIFEST = '.twilioserverless/manifest.json';

/** A file that a deploy uploads, and its visibility. */
export interface Upload {
  readonly kind: 'function' | 'asset';
  /** Its URL path, or the name of a private file in the runtime. */
  readonly path: string;
  readonly visibility: 'public' | 'protected' | 'private';
  /** The built file, relative to the project's root. */
  readonly file: string;
}

/** Lists the files that a deploy would upload, as the Serverless Toolkit itself finds them. */
export async function listUploads(project: Project): Promise<readonly Upload[]> {
  const { root, functionsFolder, assetsFolder } = project;
  const found = await fileRulesOf(project).getListOfFunctionsAndAssets(root, {
    functionsFolderNames: [pathInProject(project, functionsFolder.uploaded)],
    assetsFolderNames: [pathInProject(project, assetsFolder.uploaded)],
  });
  const uploads = [
    ...found.functions.map((resource) => ({ kind: 'function' as const, resource })),
    ...found.assets.map((resource) => ({ kind: 'asset' as const, resource })),
  ].map(({ kind, resource }) => ({
    kind,
    path: resource.path,
    visibility: resource.access,
    file: pathInProject(project, resource.filePath),
  }));
  // A hash in a name would change the order with each change of a script.
  const nameOf = ({ file }: Upload) => withoutHash(file);
  return uploads.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** Returns whether a project has a manifest, which lists the approved files. */
export function hasManifest(root: string): boolean {
  return existsSync(join(root, MANIFEST));
}

/** Reads the checked-in manifest. */
export function readManifest(root: string): readonly Upload[] {
  return JSON.parse(readFileSync(join(root, MANIFEST), 'utf8'));
}

/** Writes the manifest, so that a reviewer sees the change. */
export function writeManifest(uploads: readonly Upload[], root: string): void {
  const listed = uploads.map(asListed);
  writeFileSync(join(root, MANIFEST), `${JSON.stringify(listed, null, 2)}\n`);
}

/** Compares the files with the manifest: `-` marks a removed file, `+` an added file. */
export function manifestChanges(uploads: readonly Upload[], root: string): readonly string[] {
  const agreed = readManifest(root).map(asListed).map(describe);
  const found = uploads.map(asListed).map(describe);
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
export function requireManifest(uploads: readonly Upload[], root: string): void {
  const changes = manifestChanges(uploads, root);
  if (changes.length === 0) return;
  throw new CliError(
    `The files to upload differ from .twilioserverless/manifest.json:\n${changes.join('\n')}\n` +
      'Run npm run build, review the change to that file, and commit it.',
  );
}

function describe({ kind, path, visibility, file }: Upload): string {
  return `${visibility} ${kind} ${path} (${file})`;
}

const HASH = /\.[0-9a-f]{8}(?=\.(?:js|css)$)/;

/**
 * Replaces the hash of the content in the name of a script or style by `*`. With the hash, each change of a script
 * would be a change of the manifest.
 */
export function withoutHash(name: string): string {
  return name.replace(HASH, '.*');
}

const asListed = (upload: Upload): Upload => ({
  ...upload,
  path: withoutHash(upload.path),
  file: withoutHash(upload.file),
});
