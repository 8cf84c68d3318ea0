import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasManifest, manifestChanges, type Upload } from '../project/deploy-manifest';
import { pathInProject } from '../project/project';
import { count, type Finding } from './finding';
import type { ProjectState } from './project-state';

const MANIFEST_FILE = '.twilioserverless/manifest.json';
const SOURCE_MAP_REFERENCE = /^\s*(?:\/\/|\/\*)[#@]\s*sourceMappingURL=/m;
const MEGABYTE = 1024 * 1024;

/** How to get rid of source maps, which a compiler keeps from earlier builds. */
export const WITHOUT_SOURCE_MAPS =
  'set "sourceMap": false in tsconfig.json, delete the built files, and build again';

const LIMITS = {
  public: { files: 1000, megabytes: 25 },
  protected: { files: 1000, megabytes: 25 },
  private: { files: 50, megabytes: 10 },
} as const;

/** Compares the files of a deploy with the checked-in manifest, if there is one. */
export function checkManifest(state: ProjectState): readonly Finding[] {
  const { root, uploads, buildProblem, isRepository, functionsFolder } = state;
  if (buildProblem !== undefined) {
    const name = dirname(pathInProject(state, functionsFolder.uploaded));
    const remedy = 'fix it: the checks of the files to upload did not run';
    return [
      { level: 'error', name: name === '.' ? 'functions' : name, message: buildProblem, remedy },
    ];
  }
  if (!isRepository && !hasManifest(root)) return [];
  const remedy = 'run npm run build, review the change to that file, and commit it';
  try {
    const changes = manifestChanges(uploads, root);
    if (changes.length > 0) {
      return changes.map((change) => ({
        level: 'error',
        name: MANIFEST_FILE,
        message: change,
        remedy,
      }));
    }
  } catch {
    return [{ level: 'error', name: MANIFEST_FILE, message: 'is missing, or is not JSON', remedy }];
  }
  return [
    { level: 'ok', name: MANIFEST_FILE, message: `lists all ${uploads.length} files to upload` },
  ];
}

/** Reports source maps in built files, because a source map in a public file publishes the source code. */
export function checkSourceMaps({ root, uploads }: ProjectState): readonly Finding[] {
  return uploads
    .filter(({ file }) => /\.(?:js|css)$/.test(file))
    .filter(({ file }) => SOURCE_MAP_REFERENCE.test(readFileSync(join(root, file), 'utf8')))
    .map(({ kind, visibility, file }) => {
      const isPublic = kind === 'asset' && visibility !== 'private';
      return {
        level: isPublic ? 'error' : 'warning',
        name: file,
        message: 'contains a source map, or the name of one',
        remedy: WITHOUT_SOURCE_MAPS,
      };
    });
}

/**
 * Compares the number and size of the assets with the platform's limits.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/assets
 */
export function checkAssetLimits({ root, uploads }: ProjectState): readonly Finding[] {
  const assets = uploads.filter(({ kind }) => kind === 'asset');
  return (['public', 'protected', 'private'] as const).flatMap((visibility) => {
    const ofThisKind = assets.filter((asset) => asset.visibility === visibility);
    return [
      ...tooMany(ofThisKind, visibility),
      ...ofThisKind.flatMap((one) => tooLarge(root, one)),
    ];
  });
}

/** Reports modules that built files require but would not find once deployed. */
export function checkRequires({ requires, packageJson }: ProjectState): readonly Finding[] {
  const dependencies = Object.keys(packageJson.dependencies ?? {});
  const names = new Set<string>();
  return requires.flatMap(({ file, module }): readonly Finding[] => {
    if (/^(?:\.|\/)/.test(module)) {
      const message = `requires ${module}, which fails once deployed: files are stored apart there`;
      const remedy = 'import it from a .ts file, or through Runtime.getAssets()';
      return [{ level: 'error', name: file, message, remedy }];
    }
    const name = packageOf(module);
    if (dependencies.includes(name) || names.has(`${file} ${name}`)) return [];
    names.add(`${file} ${name}`);
    const message = `requires ${name}, which is not in "dependencies" of package.json`;
    const remedy = `npm install --save-exact ${name}`;
    return [{ level: 'error', name: file, message, remedy }];
  });
}

function tooMany(assets: readonly Upload[], visibility: Upload['visibility']): readonly Finding[] {
  const { files } = LIMITS[visibility];
  if (assets.length <= files) return [];
  const message = `${count(assets.length, `${visibility} asset`)}, and Twilio accepts ${files}`;
  return [{ level: 'error', name: 'assets/', message, remedy: 'combine or remove assets' }];
}

function tooLarge(root: string, { file, visibility }: Upload): readonly Finding[] {
  const { megabytes } = LIMITS[visibility];
  if (statSync(join(root, file)).size <= megabytes * MEGABYTE) return [];
  const message = `has over ${megabytes} MB, the limit of a ${visibility} asset`;
  return [{ level: 'error', name: file, message, remedy: 'make it smaller' }];
}

// @scope/name/file belongs to the package @scope/name.
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
