import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { manifestChanges, type Upload } from '../project/deploy-manifest';
import { count, type Finding } from './finding';
import type { Project } from './project';

const MANIFEST_FILE = '.twilioserverless/manifest.json';

const REFERENCE = /^\s*(?:\/\/|\/\*)[#@]\s*sourceMappingURL=/m;

const MEGABYTE = 1024 * 1024;

const LIMITS = {
  public: { files: 1000, megabytes: 25 },
  protected: { files: 1000, megabytes: 25 },
  private: { files: 50, megabytes: 10 },
} as const;

/** What would be uploaded, against what was agreed on. */
export function checkManifest({ root, uploads, buildProblem }: Project): readonly Finding[] {
  if (buildProblem !== undefined) {
    const remedy = 'mend it: what needs a build was not checked';
    return [{ level: 'error', name: '.twilioserverless', message: buildProblem, remedy }];
  }
  const remedy = 'npm run build, look at the change to that file, and commit it';
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
    return [{ level: 'error', name: MANIFEST_FILE, message: 'is missing, or is no JSON', remedy }];
  }
  return [
    { level: 'ok', name: MANIFEST_FILE, message: `lists all ${uploads.length} files to upload` },
  ];
}

/** Source maps in built files: they hold the source code, and where a file is public, so are they. */
export function checkSourceMaps({ root, uploads }: Project): readonly Finding[] {
  return uploads
    .filter(({ file }) => /\.(?:js|css)$/.test(file))
    .filter(({ file }) => REFERENCE.test(readFileSync(join(root, file), 'utf8')))
    .map(({ kind, visibility, file }) => {
      const isPublic = kind === 'asset' && visibility !== 'private';
      return {
        level: isPublic ? 'error' : 'warning',
        name: file,
        message: 'has a source map, or the name of one, in it',
        remedy: 'build without source maps',
      };
    });
}

/**
 * How many assets there are, and how large, against the platform's limits.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/assets
 */
export function checkAssetLimits({ root, uploads }: Project): readonly Finding[] {
  const assets = uploads.filter(({ kind }) => kind === 'asset');
  return (['public', 'protected', 'private'] as const).flatMap((visibility) => {
    const ofThisKind = assets.filter((asset) => asset.visibility === visibility);
    return [
      ...tooMany(ofThisKind, visibility),
      ...ofThisKind.flatMap((one) => tooLarge(root, one)),
    ];
  });
}

/** What built files require and would not find once deployed. */
export function checkRequires({ requires, packageJson }: Project): readonly Finding[] {
  const dependencies = Object.keys(packageJson.dependencies ?? {});
  return requires.flatMap(({ file, module }): readonly Finding[] => {
    if (/^(?:\.|\/)/.test(module)) {
      const message = `requires ${module}, which fails once deployed: files lie apart there`;
      const remedy = 'import it from a .ts file, or through Runtime.getAssets()';
      return [{ level: 'error', name: file, message, remedy }];
    }
    const name = packageOf(module);
    if (dependencies.includes(name)) return [];
    const message = `requires ${name}, which is not in "dependencies" of package.json`;
    const remedy = `npm install --save-exact ${name}`;
    return [{ level: 'error', name: file, message, remedy }];
  });
}

function tooMany(assets: readonly Upload[], visibility: Upload['visibility']): readonly Finding[] {
  const { files } = LIMITS[visibility];
  if (assets.length <= files) return [];
  const message = `${count(assets.length, `${visibility} asset`)}, and Twilio takes ${files}`;
  return [{ level: 'error', name: 'assets/', message, remedy: 'join or remove some' }];
}

function tooLarge(root: string, { file, visibility }: Upload): readonly Finding[] {
  const { megabytes } = LIMITS[visibility];
  if (statSync(join(root, file)).size <= megabytes * MEGABYTE) return [];
  const message = `has over ${megabytes} MB, the most for a ${visibility} asset`;
  return [{ level: 'error', name: file, message, remedy: 'make it smaller' }];
}

// @scope/name/file is of the package @scope/name.
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
